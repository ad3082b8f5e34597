// What is wrong with a program is said as asc says it: message, file, line and column of the user's source.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { errorsOf } from "../setup/errors.js";
import { folderWith } from "../setup/pollen.js";

const main = "export async function main(): Promise<void>";
const one = "async function one(): Promise<i32> { return 1; }";

const onlyInAsync = "'await' is only allowed within async functions and at the top level of a file.";
const cases: [what: string, source: string, ...errors: string[]][] = [
  [
    "await in a function that is not async",
    `${one}\nfunction f(): i32 {\n  return 1 + await one();\n}\n${main} { f(); }`,
    `(3,14) ${onlyInAsync}`,
  ],
  [
    "await in a callback that is not async",
    `${one}\n${main} {\n  [1].forEach((n) => { await one(); });\n}`,
    `(3,24) ${onlyInAsync}`,
  ],
  [
    "await in a method",
    `${one}\nclass A {\n  m(): void { await one(); }\n}\n${main} { new A().m(); }`,
    `(3,15) ${onlyInAsync}`,
  ],
  [
    "await in a default argument",
    `${one}\nasync function f(n: i32 = await one()): Promise<void> {}\n${main} { f(); }`,
    `(2,27) ${onlyInAsync}`,
  ],
  [
    "a return type that is no promise",
    `async function f(): i32 {\n  return 1;\n}\n${main} { f(); }`,
    "(1,21) The return type of an async function must be 'Promise<T>'. Did you mean to write 'Promise<i32>'?",
  ],
  ["no return type", `async function f() {\n  return 1;\n}\n${main} { f(); }`, "(1,19) Type expected."],
  [
    "an inlined async function",
    `// @ts-ignore: decorator\n@inline async function f(): Promise<void> {}\n${main} { f(); }`,
    "(2,24) An async function cannot be inlined.",
  ],
  [
    "an async getter",
    `class A {\n  async get x(): Promise<i32> { return 1; }\n}\n${main} { new A().x; }`,
    "(2,13) 'async' modifier cannot be used with an accessor.",
  ],
  [
    "an async setter",
    `class A {\n  static async set x(n: i32) {}\n}\n${main} { A.x = 1; }`,
    "(2,20) 'async' modifier cannot be used with an accessor.",
  ],
  [
    "an async constructor",
    `class A {\n  async constructor() {}\n}\n${main} { new A(); }`,
    "(2,9) 'async' modifier cannot appear on a constructor declaration.",
  ],
  [
    "a path without a value",
    `${one}\nasync function f(b: bool): Promise<i32> {\n  if (b) return 1;\n  await one();\n}\n${main} { f(true); }`,
    "(5,2) A function that promises 'i32' must return a value.",
  ],
  [
    "a return without a value",
    `async function f(b: bool): Promise<i32> {\n  if (b) return;\n  return 1;\n}\n${main} { f(true); }`,
    "(2,10) A function that promises 'i32' must return a value.",
  ],
  [
    "a value of another type",
    `async function f(): Promise<i32> {\n  return "text";\n}\n${main} { f(); }`,
    "(2,10) Type '~lib/string/String' is not assignable to type 'i32'.",
  ],
  [
    "a promise of another type",
    `async function f(): Promise<i32> {\n  return g();\n}\nasync function g(): Promise<string> { return ""; }\n${main} { f(); }`,
    "(2,10) Type '~lib/as-pollen/assembly/core/promise/Promise<~lib/string/String>' is not assignable to type 'Promise<i32>'.",
  ],
  [
    "a promise in place of its value",
    `${one}\n${main} {\n  const n: i32 = one();\n}`,
    "(3,18) Type '~lib/as-pollen/assembly/core/promise/Promise<i32>' is not assignable to type 'i32'.",
  ],
  [
    "an awaited value of another type",
    `${one}\n${main} {\n  const s: string = await one();\n}`,
    "(3,21) Type 'i32' is not assignable to type '~lib/string/String'.",
  ],
  [
    "a property of a promise",
    `${one}\n${main} {\n  print(await one().length);\n}\nfunction print(n: i32): void {}`,
    "(3,21) Property 'length' does not exist on type '~lib/as-pollen/assembly/core/promise/Promise<i32>'.",
  ],
  ["an unknown name", `${main} {\n  await missing();\n}`, "(2,9) Cannot find name 'missing'."],
  [
    "a reference hidden in a number across an await",
    `${one}\nclass A {}\n${main} {\n  const hidden = changetype<usize>(new A());\n  await one();\n  changetype<A>(hidden);\n}`,
    "(4,9) Local 'hidden' holds a managed reference as a number across an await, where the collector cannot see it. Keep the object itself in a variable.",
  ],
  [
    "a reason that is no Error",
    `${main} {\n  throw "text";\n}`,
    "(2,9) Type '~lib/string/String' is not assignable to type '~lib/error/Error'.",
  ],
];

test.each(cases)("%s", async (_, source, ...errors) => {
  expect(await errorsOf(source)).toEqual(errors);
});

test("errors of other files name these", async () => {
  const folder = folderWith({ "program.ts": `import { f } from "./other";\n${main} { f(); }` });
  writeFileSync(join(folder, "other.ts"), `export function f(): void {\n  await 1;\n}`);
  const failure = await build({ entry: join(folder, "program.ts"), baseDir: folder }).catch((error) => error);
  expect(failure.diagnostics).toMatch(
    /'await' is only allowed within async functions and at the top level of a file\.[\s\S]*other\.ts\(2,3\)/,
  );
});

test("what is well after an error is compiled by the same process", async () => {
  expect(await errorsOf(`${main} { missing(); }`)).toEqual(["(1,47) Cannot find name 'missing'."]);
  const folder = folderWith({ "program.ts": `${one}\n${main} { await one(); }` });
  const { wasm } = await build({ entry: join(folder, "program.ts"), baseDir: folder, optimize: "-O0" });
  expect(WebAssembly.validate(wasm)).toBe(true);
});
