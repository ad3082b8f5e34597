// Programs without awaits compile to the same bytes with the transform as without.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import asc from "assemblyscript/asc";
import { expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { plainPrograms } from "./plain-programs.js";

const runtimes = ["incremental", "minimal", "stub"];
/** Of the globals that Pollen replaces unless a build says otherwise, those that the programs use: here it does. */
const aliases = ["abort=", "Date=Date"];
const levels = ["-O0", "-O1", "-Oz", "-O3", "--debug"];

async function compile(source: string, options: string[]): Promise<Map<string, unknown>> {
  const outputs = new Map<string, unknown>();
  const { error, stderr } = await asc.main(
    ["program.ts", "--outFile", "program.wasm", "--config", "none", "--baseDir", repository, ...options],
    {
      readFile: (name, folder) => (name === "program.ts" ? source : read(resolve(folder, name))),
      writeFile: (name, contents) => void outputs.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return outputs;
}

function read(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

test("there are at least 50 programs", () => {
  expect(new Set(plainPrograms).size).toBeGreaterThanOrEqual(50);
});

test.each(plainPrograms.map((source, i) => ({ source, i })))("$source", async ({ source, i }) => {
  const options = ["--runtime", runtimes[i % 3] as string, levels[i % 5] as string];
  for (const alias of aliases) options.push("--use", alias);
  const plain = await compile(source, options);
  const transformed = await compile(source, [...options, "--transform", "./dist/compiler/transform.js"]);
  expect([...transformed.keys()]).toEqual([...plain.keys()]);
  expect(transformed.get("program.wasm")).toEqual(plain.get("program.wasm"));
});

test("a program without awaits is a valid module with Pollen's own abort", async () => {
  const source = "export function strings(a: string, b: string): bool { return a < b; }";
  for (const runtime of runtimes) {
    const outputs = await compile(source, ["--runtime", runtime, "-O0", "--transform", "./dist/compiler/transform.js"]);
    expect(WebAssembly.validate(outputs.get("program.wasm") as Uint8Array<ArrayBuffer>)).toBe(true);
  }
});
