// Programs that handle no errors are compiled as the stock compiler does, byte by byte.

import { existsSync, readFileSync } from "node:fs";
import asc from "assemblyscript/asc";
import { expect, test } from "vitest";

const program = `
class Base { act(x: i32): i32 { if (x > 5) throw new RangeError("large " + x.toString()); return x; } }
class Derived extends Base { act(x: i32): i32 { return super.act(x) + 1; } }
class Custom extends Error { constructor(message: string, public code: i32) { super(message); } }
export function sum(values: i32[]): i32 {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
export function act(x: i32): i32 { const b: Base = x > 2 ? new Derived() : new Base(); return b.act(x); }
export function find(map: Map<string, i32>, key: string): i32 {
  if (!map.has(key)) throw new Custom("none " + key, 3);
  return map.get(key);
}
export function at(box: Base | null): i32 { return box!.act(1); }
export function unmet(x: i32): void { assert(x > 0, "try again"); }
`;

async function compile(source: string, transform: boolean, flags: string[]): Promise<Buffer> {
  let wasm: Uint8Array | undefined;
  const use = ["--use", "abort=~lib/builtins/abort"]; // and not Pollen's own
  if (transform) use.push("--transform", "./dist/compiler/transform.js");
  const { error, stderr } = await asc.main(["main.ts", "--config", "none", "-o", "main.wasm", ...use, ...flags], {
    readFile: (name) => (name === "main.ts" ? source : existsSync(name) ? readFileSync(name, "utf8") : null),
    writeFile: (name, contents) => {
      if (name === "main.wasm") wasm = contents as Uint8Array;
    },
  });
  if (error || !wasm) throw new Error(`${error?.message}\n${stderr.toString()}`);
  return Buffer.from(wasm);
}

test.each([
  ["--runtime", "incremental"],
  ["--runtime", "minimal", "-O3"],
  ["--runtime", "stub", "-Oz"],
])("%s %s %s", async (...flags) => {
  const [stock, ours] = [await compile(program, false, flags), await compile(program, true, flags)];
  expect(ours.equals(stock)).toBe(true);
});
