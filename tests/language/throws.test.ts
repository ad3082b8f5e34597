// Errors: every program of wasi-fixtures/language/throws-*.ts prints as .wasm what it prints as TypeScript under V8.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { buildPrograms, describeVariant, onNode, runPrograms, type Variant } from "../setup/programs.js";
import { runUnderV8 } from "../setup/v8.js";

const folder = join(repository, "wasi-fixtures/language");
const names = readdirSync(folder).filter((name) => /^throws-.*\.ts$/.test(name));
const sources = names.map((name) => readFileSync(join(folder, name), "utf8"));

const variants: Variant[] = [
  { runtime: "incremental", optimize: "-O0", collect: true },
  { runtime: "minimal", optimize: "-O0", collect: true },
  { runtime: "stub", optimize: "-O0" },
  { runtime: "incremental", optimize: "-O3", collect: true },
  { runtime: "minimal", optimize: "-Oz", collect: true },
  { runtime: "stub", optimize: "-O3" },
];

describe.each(variants.map((variant) => ({ name: describeVariant(variant), variant })))("$name", ({ variant }) => {
  let printed: string[][];
  beforeAll(async () => {
    printed = runPrograms(sources.length, onNode(await buildPrograms(sources, variant)));
  });

  test.each(names.map((name, i) => ({ name, i })))("$name", async ({ i }) => {
    const expected = await runUnderV8(sources[i] as string);
    expect(expected.length).toBeGreaterThan(0);
    expect(printed[i]).toEqual(expected);
  });
});
