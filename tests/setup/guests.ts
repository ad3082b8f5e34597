// Guest programs of a folder of wasi-fixtures, compiled as users' programs are.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError, build, type Runtime, type Target, type WorldName } from "../../src/compiler/build.js";
import { repository } from "./pollen.js";
import { sources } from "./sources.js";

const built = join(repository, "build/guests");

export interface Variant {
  runtime?: Runtime;
  target?: Target;
  world?: WorldName;
  /** A level as asc spells it. */
  optimize?: string;
  /** Forces a collection at each suspension. */
  collect?: boolean;
  /** Counts what begins and ends: see wasi-fixtures/task/left.ts. */
  counted?: boolean;
}

/** Compiles a program, once for each version of the library, the compiler and its source. */
export async function compiled(folder: string, name: string, variant: Variant = {}): Promise<string> {
  const entry = join(repository, `wasi-fixtures/${folder}/${name}.ts`);
  const file = join(built, `${folder}-${name}-${hash(entry, JSON.stringify(variant))}.wasm`);
  if (existsSync(file)) return file;
  mkdirSync(built, { recursive: true });
  const { runtime = "incremental", optimize = "-O1", target = "wasip1", world = "command" } = variant;
  const { collect = false, counted = false } = variant;
  const options = [...(collect ? ["COLLECT_AT_SUSPENSION"] : []), ...(counted ? ["COUNT"] : [])];
  const flags = options.flatMap((name) => ["--use", `POLLEN_${name}=ASC_TARGET`]);
  const { wasm } = await build({ entry, baseDir: repository, runtime, optimize, target, world, flags }).catch(
    (error) => {
      throw error instanceof BuildError ? new Error(`${error.message}\n${error.diagnostics}`) : error;
    },
  );
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, wasm);
  renameSync(partial, file); // other test files may be compiling the same
  return file;
}

let library: string | undefined;

function hash(entry: string, variant: string): string {
  library ??= sources(
    /^(assembly|src\/compiler)\/.*\.ts$|^asconfig\.json$|^wasi-fixtures\/task\/left\.ts$|^examples\/http-service\/.*\.ts$/,
  )
    .map(({ text }) => text)
    .join("");
  const all = createHash("sha256").update(library).update(readFileSync(entry)).update(variant);
  return all.digest("hex").slice(0, 16);
}
