// TypeScript, as an editor runs it, takes async AssemblyScript without a red line.

import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, repository, runNode } from "../setup/pollen.js";
import { sources } from "../setup/sources.js";

const tsc = join(repository, "node_modules/typescript/bin/tsc");

test("the examples", () => {
  expect(runNode([tsc, "--noEmit", "-p", "examples"], { cwd: repository })).toEqual({
    code: 0,
    stdout: "",
    stderr: "",
  });
});

test("the template of pollen new", () => {
  const template = sources(/^templates\/service\/[^/]*\.(ts|json)$/);
  const folder = folderWith(Object.fromEntries(template.map(({ path, text }) => [path.split("/").at(-1) ?? "", text])));
  link(folder);
  expect(runNode([tsc, "--noEmit", "-p", "."], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("the syntax of loops, resources and values that may be null", () => {
  const folder = folderWith({
    "tsconfig.json": '{ "extends": "as-pollen/tsconfig.json" }',
    "main.ts": `class Range implements Iterable<i32> {
  constructor(private readonly to: i32) {}
  [Symbol.iterator](): Iterator<i32> { return new Steps(this.to); }
}
class Steps implements Iterator<i32> {
  constructor(private left: i32) {}
  next(): IteratorResult<i32> { return this.left > 0 ? { value: this.left--, done: false } : { done: true }; }
  return(): IteratorResult<i32> { return { done: true }; }
}
class Lock {
  owner: Lock | null = null;
  [Symbol.dispose](): void {}
  async [Symbol.asyncDispose](): Promise<void> {}
}
export async function main(map: Map<string, i32>, list: f64[], bytes: Uint8Array, lock: Lock | null): Promise<void> {
  let total: f64 = 0;
  outer: for (const [key, value] of map) {
    for (const c of key) if (c == " ") continue outer;
    total += value;
  }
  for (const n of new Range(3)) total += n;
  for (const n of list) total += n;
  for (const [i, byte] of bytes.entries()) total += i * byte;
  for (const key of map.keys()) total += key.length;
  using held = lock?.owner ?? new Lock();
  await using other = lock;
  lock ??= held;
  try { lock[Symbol.dispose](); } catch (e) { if (e instanceof SuppressedError) throw e.suppressed; }
  await new Promise<void>((resolve) => resolve(new Promise<void>((resolve) => resolve())));
  try { throw new RangeError("outside", { cause: new Error("inside") }); } catch (e) { throw e.cause ?? e; }
  const wrong: string = total;
}
`,
  });
  link(folder);
  const { stdout } = runNode([tsc, "--noEmit", "-p", "."], { cwd: folder });
  expect(stdout.match(/^main\.ts.*$/gm)).toEqual([
    "main.ts(31,9): error TS2322: Type 'number' is not assignable to type 'string'.",
  ]);
});

test("the example of docs/bench.md", () => {
  const [docs] = sources(/^docs\/bench\.md$/);
  const [, example = ""] = /```ts\n(.*?)```/s.exec(docs?.text ?? "") ?? [];
  const folder = folderWith({ "tsconfig.json": '{ "extends": "as-pollen/tsconfig.json" }', "queue.ts": example });
  link(folder);
  expect(runNode([tsc, "--noEmit", "-p", "."], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("isolates and their messages", () => {
  const folder = folderWith({
    "tsconfig.json": '{ "extends": "as-pollen/tsconfig.json" }',
    "main.ts": `import { Isolate, IsolateError, Port } from "as-pollen/isolate";
@message class Job<T> { constructor(readonly input: T, readonly next: Job<T> | null = null) {} }
async function work(port: Port<Job<string>, f64>): Promise<void> {
  for await (const job of port) await port.send(job.input.length);
}
export async function main(): Promise<void> {
  const isolate = Isolate.spawn(work);
  await isolate.send(new Job<string>("text"));
  const answer: f64 = await isolate.receive();
  try { await isolate.join(); } catch (e) { if (e instanceof IsolateError && e.exitCode == 1) isolate.terminate(); }
  const other = await Isolate.load<string, i32>("other.wasm");
  await other.send(answer);
}
`,
  });
  link(folder);
  const { stdout } = runNode([tsc, "--noEmit", "-p", "."], { cwd: folder });
  expect(stdout.match(/^main\.ts.*$/gm)).toEqual([
    "main.ts(12,20): error TS2345: Argument of type 'number' is not assignable to parameter of type 'string'.",
  ]);
});

test("mistakes are still found", () => {
  const folder = folderWith({
    "tsconfig.json": '{ "extends": "as-pollen/tsconfig.json" }',
    "main.ts": `async function one(): Promise<i32> { return 1; }
export async function main(): Promise<void> {
  const text: string = await one();
  one().then((n) => n.toUpperCase());
  await missing();
}
`,
  });
  link(folder);
  const { code, stdout } = runNode([tsc, "--noEmit", "-p", "."], { cwd: folder });
  expect(stdout.match(/^main\.ts\(\d+/gm)).toEqual(["main.ts(3", "main.ts(4", "main.ts(5"]);
  expect(code).not.toBe(0);
});

function link(folder: string): void {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(repository, join(folder, "node_modules/as-pollen"));
}
