// Runs a program where there is no Node: in pages and workers of browsers, on edge platforms. Only what the web has is
// used, so it runs wherever that is.
//
//   loadProgram ──▶ wayOf ──▶ tick      _initialize(), then tick() again and again; the event loop runs in between
//                        ├──▶ suspend   _start(), suspended (JSPI) while it waits
//                        └──▶ block     _start(), with its thread blocked while it waits

import { runSuspending } from "../jspi.js";
import { drive } from "./drive.js";
import { loadProgram, type ModuleSource, type Way, wayOf } from "./module.js";
import { type RunOptions, Surroundings } from "./surroundings.js";

/**
 * Runs a program to its end.
 *
 * ```ts
 * const exitCode = await run("/main.wasm", { args: ["--verbose"], stdin: response.body, stdout: (bytes) => show(bytes) });
 * ```
 * @param source a compiled module, its bytes, its address or a response with it
 * @returns the exit code: what `main` returned, or the program passed to `proc_exit`; 0 without either
 * Rejected with a `HostError` when the program cannot be run here, with what the engine throws when it traps, with the
 * signal's reason when that ends it, with what a function for its output throws, and where storage cannot be saved.
 */
export async function run(source: ModuleSource, options: RunOptions = {}): Promise<number> {
  options.signal?.throwIfAborted();
  const program = await loadProgram(source);
  const way = wayOf(program);
  const surroundings = new Surroundings(way, program.module, options);
  try {
    const code = await start(way, program.module, surroundings);
    await surroundings.end();
    return code;
  } catch (error) {
    await surroundings.abort(error);
    throw error;
  }
}

/** Runs the program, and returns its exit code. */
async function start(way: Way, module: WebAssembly.Module, surroundings: Surroundings): Promise<number> {
  const { wasi } = surroundings;
  if (way === "suspend") return runSuspending(module, wasi);
  if (way === "tick") return drive(module, wasi, surroundings.sleeper, () => surroundings.isFull);
  const instance = await WebAssembly.instantiate(module, wasi.imports);
  await surroundings.readInput();
  return wasi.start(instance);
}
