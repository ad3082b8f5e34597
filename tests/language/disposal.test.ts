// `using`: the programs of wasi-fixtures/language/disposal print as .wasm what they print as TypeScript under V8.

import { expect, test } from "vitest";
import { errorsOf } from "../setup/errors.js";
import { everyRuntime, expectLikeV8 } from "../setup/oracle.js";

expectLikeV8({ folder: "wasi-fixtures/language/disposal", names: /\.ts$/, variants: everyRuntime, moreLinesThan: 3 });

const declarations = `class A { [Symbol.dispose](): void {} }
class B { [Symbol.asyncDispose](): Promise<void> { return Promise.resolve(); } }
`;

test("places that are refused", async () => {
  expect(await errorsOf(`${declarations}using a = new A();`)).toEqual([
    "(3,1) 'using' needs a block around it, at whose end it disposes.",
  ]);
  expect(await errorsOf(`${declarations}export function plain(): void { await using b = new B(); }`)).toEqual([
    "(3,45) 'await' is only allowed within async functions and at the top level of a file.",
  ]);
});

test("values that are refused", async () => {
  const source = `${declarations}export async function test(n: i32): Promise<void> {
  { using a = 5; }
  { using b = new B(); }
  { await using c = new A(); }
  switch (n) {
    case 1:
      using d = new A();
  }
}
`;
  const initializer = (place: string, keyword: string, method: string): string =>
    `${place} The initializer of a '${keyword}' declaration must be an object with a '[Symbol.${method}]()' method, or null.`;
  expect(await errorsOf(source)).toEqual([
    initializer("(4,15)", "using", "dispose"),
    initializer("(5,15)", "using", "dispose"),
    initializer("(6,21)", "await using", "asyncDispose"),
    "(9,7) 'using' is not allowed in 'case' or 'default' clauses unless in a block.",
  ]);
});
