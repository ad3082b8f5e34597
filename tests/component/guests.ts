// The guest programs of wasi-fixtures/component, as components on wasmtime.

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError, build, type Runtime, type Target } from "../../src/compiler/build.js";
import { type Running, spawned } from "../hosts/guests.js";
import { requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";

export const wasmtime = requireHost("wasmtime");

/** Compiles a program to a file. */
export async function component(name: string, target: Target, runtime: Runtime = "incremental"): Promise<string> {
  mkdirSync(join(repository, "build"), { recursive: true });
  const file = join(mkdtempSync(join(repository, "build/component-")), `${name}.wasm`);
  const entry = join(repository, `wasi-fixtures/component/${name}.ts`);
  const { wasm } = await build({ entry, baseDir: repository, target, runtime, optimize: "-O0" }).catch((error) => {
    throw error instanceof BuildError ? new Error(`${error.message}\n${error.diagnostics}`) : error;
  });
  writeFileSync(file, wasm);
  return file;
}

/** Starts a component with access to the network. */
export function online(file: string, args: string[] = []): Running {
  return spawned(wasmtime as string, ["run", "-S", "inherit-network,allow-ip-name-lookup", file, ...args]);
}
