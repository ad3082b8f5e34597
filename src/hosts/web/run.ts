// Runs a program where there is no Node: in pages and workers of browsers, on edge platforms. Only what the web has is
// used, so it runs wherever that is.
//
//   loadProgram ──▶ wayOf ──▶ tick      _initialize(), then tick() again and again; the event loop runs in between
//                        ├──▶ suspend   _start(), suspended (JSPI) while it waits
//                        └──▶ block     _start(), with its thread blocked while it waits

import { checkStrings } from "../strings.js";
import type { Sleeper } from "../wasi/context.js";
import type { Directory } from "../wasi/files.js";
import type { Limits } from "../wasi/limits.js";
import { ProcessExit } from "../wasi/process.js";
import { Wasi } from "../wasi/wasi.js";
import { webClocks } from "./clocks.js";
import { type InputSource, SourceInput } from "./input.js";
import { callSuspending, suspending } from "./jspi.js";
import { loadProgram, type ModuleSource, type Way, wayOf } from "./module.js";
import { type OutputSink, openOutput, type WebOutput } from "./output.js";
import { BlockingSleeper, EventSleeper, neverSleeps } from "./sleepers.js";
import { StoredDirectory } from "./storage.js";

export interface RunOptions {
  /** The program's arguments, without its name. */
  args?: readonly string[];
  /** The program's name as it sees it; `main.wasm` by default. */
  argv0?: string;
  /** The program's whole environment. */
  env?: Readonly<Record<string, string>>;
  /** Standard input; empty by default. */
  stdin?: InputSource;
  /** Standard output; the console by default. */
  stdout?: OutputSink;
  /** Standard error; the console by default. */
  stderr?: OutputSink;
  /**
   * Directories that the program may use, by the names under which it sees them: in memory, or a browser's storage, which
   * is saved when the program has ended, in whatever way.
   */
  preopens?: Readonly<Record<string, Directory | StoredDirectory>>;
  /** What the program may ask for; each limit that is left out has its default. */
  limits?: Partial<Limits>;
  /** Ends the program where it next waits. */
  signal?: AbortSignal;
  /** Gets a line about each call of the program to its host. */
  trace?(line: string): void;
}

/**
 * Runs a program to its end.
 *
 * @param source a compiled module, its bytes, its address or a response with it
 * @returns the exit code: what `main` returned, or the program passed to `proc_exit`; 0 without either
 * Rejected with a `HostError` when the program cannot be run here, with what the engine throws when it traps, with the
 * signal's reason when that ends it, with what a function for its output throws, and where storage cannot be saved.
 */
export async function run(source: ModuleSource, options: RunOptions = {}): Promise<number> {
  options.signal?.throwIfAborted();
  const program = await loadProgram(source);
  const way = wayOf(program);
  const sleeper = new EventSleeper(options.signal);
  const stdin = new SourceInput(options.stdin ?? [], sleeper.notify);
  if (way === "block") await stdin.readAll();
  const room = way === "suspend" ? sleeper.notify : undefined;
  const stdout = openOutput(options.stdout, "log", room);
  const stderr =
    options.stderr && options.stderr === options.stdout ? stdout : openOutput(options.stderr, "error", room);
  const outputs = new Set([stdout, stderr]);
  const { args = [], argv0 = "main.wasm", env = {}, preopens = {}, trace } = options;
  checkStrings([argv0, ...args, ...Object.entries(env).flat(), ...Object.keys(preopens)]);
  const wasi = new Wasi({
    args: [argv0, ...args],
    env,
    stdin,
    stdout,
    stderr,
    preopens: Object.entries(preopens).map(([name, files]) => ({ name, directory: directoryOf(files) })),
    clocks: webClocks(),
    sleeper: sleeperOf(way, sleeper),
    ...(options.limits && { limits: options.limits }),
    ...(trace && { trace }),
  });
  try {
    const code = await exitCode(start(way, program.module, wasi, sleeper, outputs));
    await Promise.all([...outputs].map((output) => output.end()));
    return code;
  } catch (error) {
    for (const output of outputs) output.abort(error);
    throw error;
  } finally {
    wasi.close();
    stdin.close();
    sleeper.close();
    for (const files of Object.values(preopens)) if (files instanceof StoredDirectory) await files.save();
  }
}

function directoryOf(files: Directory | StoredDirectory): Directory {
  return files instanceof StoredDirectory ? files.directory : files;
}

function sleeperOf(way: Way, events: EventSleeper): Sleeper {
  if (way === "tick") return neverSleeps;
  return way === "suspend" ? events : new BlockingSleeper();
}

/** Runs the program; rejected with a `ProcessExit` where it ends that way. */
async function start(
  way: Way,
  module: WebAssembly.Module,
  wasi: Wasi,
  sleeper: EventSleeper,
  outputs: Iterable<WebOutput>,
): Promise<void> {
  const versions = Object.entries(wasi.imports).map(([version, functions]) => {
    return [version, way === "suspend" ? suspending(functions, sleeper) : functions];
  });
  const imports = Object.fromEntries(versions);
  const { exports } = await WebAssembly.instantiate(module, imports as WebAssembly.Imports);
  if (exports.memory instanceof WebAssembly.Memory) wasi.bind(exports.memory);
  if (way === "suspend") await callSuspending(exports._start);
  else if (way === "block") (exports._start as () => void)();
  else await drive(exports, sleeper, outputs);
}

/** Turn by turn. What it writes is taken before it gets the next turn: nothing piles up. */
async function drive(exports: WebAssembly.Exports, sleeper: EventSleeper, outputs: Iterable<WebOutput>): Promise<void> {
  (exports._initialize as () => void)();
  for (;;) {
    const token = sleeper.token();
    const ms = (exports.tick as () => number)();
    for (const output of outputs) await output.drained();
    await (ms > 0 ? sleeper.wait(token, ms) : sleeper.breathe());
  }
}

async function exitCode(ended: Promise<void>): Promise<number> {
  try {
    await ended;
    return 0;
  } catch (error) {
    if (error instanceof ProcessExit) return error.code;
    throw error;
  }
}
