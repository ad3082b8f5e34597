// What closures refuse, each with its message and place; and what they check while the program runs.

import { join } from "node:path";
import { expect, test } from "vitest";
import { BuildError, build } from "../../src/compiler/build.js";
import { folderWith, repository } from "../setup/pollen.js";
import { buildPrograms, onNode, runPrograms, type Variant } from "../setup/programs.js";

/** Diagnostics of a program; the place of the first is `^` in the source. */
async function refusal(source: string): Promise<string> {
  const folder = folderWith({ "main.ts": source.replace("^", "") });
  try {
    await build({ entry: join(folder, "main.ts"), baseDir: repository, optimize: "-O0" });
  } catch (error) {
    if (error instanceof BuildError) return error.diagnostics;
    throw error;
  }
  return "compiled";
}

function placeOf(source: string): string {
  const lines = source.slice(0, source.indexOf("^")).split("\n");
  return `(${lines.length},${(lines.at(-1) ?? "").length + 1})`;
}

const refused: { name: string; source: string; message: string }[] = [
  {
    name: "a variable in its own initializer",
    source: `function call<T>(f: () => T): T { return f(); }
export function f(): i32 {
  const x = call<i32>((): i32 => ^x + 1);
  return x;
}`,
    message: "A closure captures 'x' before its type is known. Declare it with a type.",
  },
  {
    name: "a variable of a later case",
    source: `export function f(k: i32): i32 {
  let g: () => i32 = () => 0;
  switch (k) {
    case 0: g = () => late; break;
    default: let ^late = 5; late++;
  }
  return g();
}`,
    message: "A closure captures 'late' before its declaration is reached.",
  },
  {
    name: "a parameter that is assigned to, in a default value",
    source: `export function f(a: i32, g: () => i32 = (): i32 => ^a): i32 {
  a++;
  return g();
}`,
    message: "A default value captures parameter 'a', which is assigned to. Copy it into a variable.",
  },
  {
    name: "a reference of the host",
    source: `export function f(r: externref): bool {
  const g = (): bool => ^r != null;
  return g();
}`,
    message: "A closure cannot capture 'r': memory cannot hold a 'ref_extern | null'.",
  },
  {
    name: "assigning to a captured constant",
    source: `export function f(k: i32): i32 {
  const c = k;
  const g = (): void => { c = ^3; };
  g();
  return c;
}`,
    message: "because it is a constant or a read-only property.",
  },
  {
    name: "await in a closure that is not async",
    source: `export async function f(k: i32): Promise<void> {
  const g = (): i32 => ^await k;
  g();
}`,
    message: "'await' is only allowed within async functions and at the top level of a file.",
  },
  {
    name: "super() in an arrow function",
    source: `class A {}
class B extends A {
  constructor() {
    const g = (): void => { ^super(); };
    super();
    g();
  }
}
export function f(): void { new B(); }`,
    message: "Super calls are not permitted outside constructors or in nested functions inside constructors.",
  },
];

test.each(refused)("$name", async ({ source, message }) => {
  const diagnostics = await refusal(source);
  expect(diagnostics).toContain(message);
  expect(diagnostics).toContain(`main.ts${placeOf(source)}`);
});

const variant: Variant = { runtime: "incremental", optimize: "-O0" };

async function output(body: string): Promise<string> {
  const source = `export async function main(): Promise<void> {\n${body}\n}`;
  return (runPrograms(1, onNode(await buildPrograms([source], variant)))[0] ?? []).join("\n");
}

test("a variable that is read before its declaration was reached", async () => {
  const text = await output(`  const read = (): i32 => late;
  const write = (): void => { late = 2; };
  print("before");
  print(read().toString());
  let late = 1;
  write();`);
  expect(text).toContain("before");
  expect(text).toContain("Cannot access 'late' before initialization");
  expect(text).not.toContain("\n0");
});

test("a variable that was promised to be assigned", async () => {
  const text = await output(`  let name!: string;
  const set = (value: string): void => { name = value; };
  if (print.index == 0) set("");
  print(name);`);
  expect(text).toContain("Cannot access 'name' before initialization");
});

test("a nullable variable that a closure has set to null", async () => {
  const text = await output(`  let list: string[] | null = ["a"];
  const clear = (): void => { list = null; };
  if (list) {
    print(list.length.toString());
    clear();
    print(list.length.toString());
  }`);
  expect(text).toMatch(/^1\n/);
  expect(text).toContain("Unexpected 'null'");
});
