// Labels: the programs of wasi-fixtures/language/jumps print as .wasm what they print as TypeScript under V8.

import { expect, test } from "vitest";
import { errorsOf } from "../setup/errors.js";
import { everyRuntime, expectLikeV8 } from "../setup/oracle.js";

expectLikeV8({ folder: "wasi-fixtures/language/jumps", names: /\.ts$/, variants: everyRuntime, moreLinesThan: 3 });

test("jumps that are refused", async () => {
  const source = `for (;;) { break missing; }
block: { for (;;) { continue block; } }
outer: for (;;) {
  outer: for (;;) {}
}
loop: for (;;) {
  [1].forEach((n) => { for (;;) { break loop; } });
}
`;
  expect(await errorsOf(source)).toEqual([
    "(1,18) A 'break' statement can only jump to a label of an enclosing statement.",
    "(2,30) A 'continue' statement can only jump to a label of an enclosing iteration statement.",
    "(4,3) Duplicate label 'outer'.",
    "(7,41) Jump target cannot cross function boundary.",
  ]);
});
