// Cases of test262: the programs of wasi-fixtures/test262 print as .wasm what they print under V8, and no case ends in
// another way than it. docs/test262.md tells which cases these are, and why the others are left out.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { buildPrograms, describeVariant, onNode, runPrograms, type Variant } from "../setup/programs.js";
import { runUnderV8 } from "../setup/v8.js";

const folder = join(repository, "wasi-fixtures/test262");
const shared = readFileSync(join(folder, "cases.ts"), "utf8");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /[\\/].*\.ts$/.test(name))
  .sort();
const sources = files.map((name) => readFileSync(join(folder, name), "utf8"));

const variants: Variant[] = [
  { runtime: "incremental", optimize: "-O0", collect: true },
  { runtime: "minimal", optimize: "-O3", collect: true },
  { runtime: "stub", optimize: "-Oz" },
];

describe.each(variants.map((variant) => ({ name: describeVariant(variant), variant })))("$name", ({ variant }) => {
  let printed: string[][];
  beforeAll(async () => {
    printed = runPrograms(files.length, onNode(await buildPrograms(sources, variant, { "cases.ts": shared })));
  }, 300_000);

  test.each(files.map((name, i) => ({ name, i })))("$name", async ({ i }) => {
    expect(printed[i]).toEqual(await runUnderV8(shared + sources[i]));
  });
});
