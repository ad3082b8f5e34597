// V8 as the oracle: programs of a folder print as .wasm, line for line, what they print as TypeScript under V8.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { repository } from "./pollen.js";
import { buildPrograms, describeVariant, onNode, runPrograms, type Variant } from "./programs.js";
import { sources as sourcesOf } from "./sources.js";
import { runUnderV8 } from "./v8.js";

/** Every runtime, with and without optimization; with collections forced where the runtime allows it. */
export const everyRuntime: readonly Variant[] = [
  { runtime: "incremental", optimize: "-O0", collect: true },
  { runtime: "minimal", optimize: "-O0", collect: true },
  { runtime: "stub", optimize: "-O0" },
  { runtime: "incremental", optimize: "-O3", collect: true },
  { runtime: "minimal", optimize: "-Oz", collect: true },
  { runtime: "stub", optimize: "-O3" },
];

export interface Programs {
  /** Their folder, from the root of the repository. */
  folder: string;
  /** Which of its files are programs. */
  names: RegExp;
  /** Files of the library that V8 runs with each of them. */
  library?: RegExp;
  variants: readonly Variant[];
  /** Each program prints more lines than that. */
  moreLinesThan: number;
}

/** Declares a test for each program in each variant. */
export function expectLikeV8({ folder, names, library, variants, moreLinesThan }: Programs): void {
  const path = join(repository, folder);
  const files = readdirSync(path).filter((name) => names.test(name));
  const sources = files.map((name) => readFileSync(join(path, name), "utf8"));
  const shared = library ? sourcesOf(library).map(({ text }) => text) : [];

  describe.each(variants.map((variant) => ({ name: describeVariant(variant), variant })))("$name", ({ variant }) => {
    let printed: string[][];
    beforeAll(async () => {
      printed = runPrograms(sources.length, onNode(await buildPrograms(sources, variant)));
    });

    test.each(files.map((name, i) => ({ name, i })))("$name", async ({ i }) => {
      const expected = await runUnderV8([...shared, sources[i]].join("\n"));
      expect(expected.length).toBeGreaterThan(moreLinesThan);
      expect(printed[i]).toEqual(expected);
    });
  });
}
