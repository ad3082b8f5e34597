// A program that imports nothing of the library: what it uses is there, in whatever order the library's files come.

import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { folderWith } from "../setup/pollen.js";
import { onNode } from "../setup/programs.js";

test.each([
  [
    "a callback",
    'export async function main(): Promise<void> { queueMicrotask(() => { console.log("1"); }); await 1; }',
    "1\n",
  ],
  ["an async main", 'export async function main(): Promise<void> { await 1; console.log("1"); }', "1\n"],
  ["a generator", 'function* f(): Generator<string> { yield "1"; }\nfor (const text of f()) console.log(text);', "1\n"],
  [
    "an async generator",
    'async function* f(): AsyncGenerator<string> { yield "1"; }\nfor await (const text of f()) console.log(text);',
    "1\n",
  ],
  [
    "what only an overriding method uses, which is compiled last",
    `import { stdout } from "as-pollen";
class Quiet { async say(): Promise<void> {} }
class Loud extends Quiet { async say(): Promise<void> { await stdout.write("1\\n"); } }
function one(n: i32): Quiet { return n ? new Loud() : new Quiet(); }
export async function main(args: string[]): Promise<void> { await one(args.length).say(); }`,
    "1\n",
  ],
  [
    "the same in a module that awaits",
    `import { sleep, stdout } from "as-pollen";
class Quiet { async say(): Promise<void> {} }
class Loud extends Quiet { async say(): Promise<void> { await stdout.write("1\\n"); } }
function one(n: i32): Quiet { return n ? new Loud() : new Quiet(); }
await sleep(0);
export async function main(args: string[]): Promise<void> { await one(args.length).say(); }`,
    "1\n",
  ],
])("%s", async (_, source, printed) => {
  const folder = folderWith({ "program.ts": source });
  const { wasm } = await build({ entry: join(folder, "program.ts"), baseDir: folder, optimize: "-O0" });
  expect(onNode(wasm)(0)).toEqual({ stdout: printed, failure: "" });
});
