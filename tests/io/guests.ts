// The guest programs of wasi-fixtures/io.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError, build, type Runtime, type Target } from "../../src/compiler/build.js";
import { repository } from "../setup/pollen.js";
import { sources } from "../setup/sources.js";

const built = join(repository, "build/io-guests");

export interface Variant {
  runtime?: Runtime;
  target?: Target;
  /** A level as asc spells it. */
  optimize?: string;
  /** Forces a collection at each suspension. */
  collect?: boolean;
}

/** Compiles a program, once for each version of the library, the compiler and its source. */
export async function guest(name: string, variant: Variant = {}): Promise<string> {
  const entry = join(repository, `wasi-fixtures/io/${name}.ts`);
  const file = join(built, `${name}-${hash(entry, JSON.stringify(variant))}.wasm`);
  if (existsSync(file)) return file;
  mkdirSync(built, { recursive: true });
  const { runtime = "incremental", optimize = "-O1", target = "wasip1", collect = false } = variant;
  const flags = collect ? ["--use", "POLLEN_COLLECT_AT_SUSPENSION=ASC_TARGET"] : [];
  const { wasm } = await build({ entry, baseDir: repository, runtime, optimize, target, flags }).catch((error) => {
    throw error instanceof BuildError ? new Error(`${error.message}\n${error.diagnostics}`) : error;
  });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, wasm);
  renameSync(partial, file); // other test files may be compiling the same
  return file;
}

let library: string | undefined;

function hash(entry: string, variant: string): string {
  library ??= sources(/^(assembly|src\/compiler)\/.*\.ts$|^asconfig\.json$/)
    .map(({ text }) => text)
    .join("");
  const all = createHash("sha256").update(library).update(readFileSync(entry)).update(variant);
  return all.digest("hex").slice(0, 16);
}
