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
