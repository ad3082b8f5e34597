// Labels: what is refused.

import { expect, test } from "vitest";
import { errorsOf } from "../setup/errors.js";

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
