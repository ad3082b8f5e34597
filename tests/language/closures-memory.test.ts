// Closures and the collector: many of them, kept and dropped, under every runtime; and modules without closures, which
// are as the stock compiler makes them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import { expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { buildPrograms, describeVariant, onNode, runPrograms, type Variant } from "../setup/programs.js";
import { runUnderV8 } from "../setup/v8.js";

const stress = readFileSync(join(repository, "wasi-fixtures/language/closures-stress.ts"), "utf8");

const variants: Variant[] = [
  { runtime: "incremental", optimize: "-O0" },
  { runtime: "incremental", optimize: "-O3" },
  { runtime: "minimal", optimize: "-O3", collect: true },
  { runtime: "stub", optimize: "-O3" },
];

test.each(variants.map((variant) => ({ name: describeVariant(variant), variant })))(
  "140,000 closures, $name",
  async ({ variant }) => {
    const printed = runPrograms(1, onNode(await buildPrograms([stress], variant)));
    expect(printed[0]).toEqual(await runUnderV8(stress));
  },
);

async function compile(source: string, transform: boolean, flags: string[]): Promise<Buffer> {
  let wasm: Uint8Array | undefined;
  // without `abort`: the transform would put Pollen's in the place of the import
  const use = ["--use", "abort=", ...(transform ? ["--transform", "./dist/compiler/transform.js"] : [])];
  const { error, stderr } = await asc.main(["main.ts", "--config", "none", "-o", "main.wasm", ...use, ...flags], {
    readFile: (name) => (name === "main.ts" ? source : existsSync(name) ? readFileSync(name, "utf8") : null),
    writeFile: (name, contents) => {
      if (name === "main.wasm") wasm = contents as Uint8Array;
    },
  });
  if (error || !wasm) throw new Error(`${error?.message}\n${stderr.toString()}`);
  return Buffer.from(wasm);
}

/** Functions as values, without captures. */
const plain = [
  `export function f(k: i32): i32 { const g = (x: i32): i32 => x * 2; return g(k) + [3, 1].sort((a, b) => a - b)[0]; }`,
  `const twice = (x: i32): i32 => x + x; class A { g: (x: i32) => i32 = twice; } export function f(k: i32): i32 { return new A().g(k); }`,
  `export function f(k: i32): i32 { function fib(n: i32): i32 { return n < 2 ? n : n; } let s = 0; for (let i = 0; i < 3; i++) s += fib(i); return s; }`,
  `let h: (() => i32) | null = null; export function f(k: i32): i32 { h = () => 4; const i = k; return h!() + [1, 2].map<i32>((v) => v + 1).length + i; }`,
  `function opt(g: (a: i32, b?: i32) => i32): i32 { return g(1); } export function f(k: i32): i32 { return opt((a: i32, b: i32 = 3): i32 => a + b); }`,
];

test.each([
  ["--runtime", "incremental"],
  ["--runtime", "minimal", "-O3"],
  ["--runtime", "stub", "-Oz"],
])("without captures nothing changes: %s %s %s", async (...flags) => {
  for (const source of plain) {
    const [stock, ours] = [await compile(source, false, flags), await compile(source, true, flags)];
    expect(ours.equals(stock), source).toBe(true);
  }
});
