// What the compiler says about programs that are wrong.

import { join } from "node:path";
import { expect } from "vitest";
import { BuildError, build } from "../../src/compiler/build.js";
import { folderWith } from "./pollen.js";

/** The messages of a program that does not compile, each with its line and column. */
export async function errorsOf(source: string): Promise<string[]> {
  const folder = folderWith({ "program.ts": source });
  const failure = await build({ entry: join(folder, "program.ts"), baseDir: folder, optimize: "-O0" }).catch((e) => e);
  if (!(failure instanceof BuildError)) throw new Error("it compiles");
  expect(failure.code).toBe("POLLEN_E_COMPILE");
  const errors = failure.diagnostics.matchAll(
    /^ERROR \w+: (?:User-defined: )?(.*)\n[\s\S]*?in \S*program\.ts(\(.*\))$/gm,
  );
  return [...errors].map(([, message, place]) => `${place} ${message}`);
}
