// Builds single modules for the tests of errors.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError, build, type Runtime } from "../../src/compiler/build.js";
import { repository } from "../setup/pollen.js";

export interface ModuleOptions {
  readonly runtime?: Runtime;
  readonly optimize?: string;
  /** For programs that run in virtual time, and print the errors that nothing handles. */
  readonly prints?: boolean;
  readonly debug?: boolean;
}

/** Compiles one source; `print` and its like are there after `import "./prelude"`. */
export async function buildModule(source: string, options: ModuleOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { runtime = "incremental", optimize = "-O0", prints = false, debug = false } = options;
  mkdirSync(join(repository, "build"), { recursive: true });
  const folder = mkdtempSync(join(repository, "build/throws-"));
  try {
    writeFileSync(join(folder, "main.ts"), source);
    copyFileSync(join(repository, "wasi-fixtures/compiler/prelude.ts"), join(folder, "prelude.ts"));
    const flags = ["--use", `abort=${prints ? "prelude" : "~lib/builtins"}/abort`];
    if (prints) flags.push("--use", "POLLEN_VIRTUAL_TIME=ASC_TARGET");
    const { wasm } = await build({ entry: join(folder, "main.ts"), baseDir: folder, runtime, optimize, flags, debug });
    return wasm;
  } catch (error) {
    throw error instanceof BuildError ? new Error(error.diagnostics) : error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
