// Programs print, embedded, what they print under V8, in the same order: also where each line that they print suspends them.

import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { findHost, requireHost } from "../setup/hosts.js";
import { folderWith, repository } from "../setup/pollen.js";
import { runUnderV8 } from "../setup/v8.js";

const folders = ["wasi-fixtures/promises/order", "wasi-fixtures/language/generators"];
const files = folders.flatMap((folder) =>
  readdirSync(join(repository, folder), { withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith(".ts"))
    .map(({ name }) => join(repository, folder, name)),
);
const sources = files.map((file) => readFileSync(file, "utf8"));

const prelude = `
// @ts-ignore: decorator
@external("host", "log") declare function log(line: string): void;
// @ts-ignore: decorator
@global export function print(line: string): void { log(line); }
// @ts-ignore: decorator
@global export function num(value: f64): string {
  const whole = <i64>value;
  return <f64>whole == value ? whole.toString() : value.toString();
}
// @ts-ignore: decorator
@global export function imul(a: i32, b: i32): i32 { return a * b; }
`;

const driver = `import "./prelude";
${sources.map((_, i) => `import { main as main${i} } from "./p${i}";`).join("\n")}
export async function run(program: i32): Promise<void> {
  switch (program) {
${sources.map((_, i) => `    case ${i}: await main${i}(); break;`).join("\n")}
  }
}
`;

let expected: string[][] = [];
beforeAll(async () => {
  expected = await Promise.all(sources.map(runUnderV8));
});

async function printed(node: string, strategy: "plain" | "suspended"): Promise<string[][]> {
  const programs = Object.fromEntries(sources.map((source, i) => [`p${i}.ts`, source]));
  const folder = folderWith({ ...programs, "prelude.ts": prelude, "main.ts": driver });
  const { wasm } = await build({ entry: join(folder, "main.ts"), baseDir: folder, target: "hosted", optimize: "-O0" });
  writeFileSync(join(folder, "main.wasm"), wasm);
  const script = join(repository, "tests/embed/run-programs.mjs");
  const args = [script, join(folder, "main.wasm"), `${sources.length}`, strategy];
  const { stdout } = await promisify(execFile)(node, args, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

test("turn by turn", async () => {
  expect(expected.flat().length).toBeGreaterThan(200);
  expect(await printed(process.execPath, "plain")).toEqual(expected);
});

test.runIf(requireHost("node24"))("suspended", async () => {
  expect(await printed(findHost("node24") as string, "suspended")).toEqual(expected);
});
