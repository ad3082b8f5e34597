// What embedders of `as-pollen/wasi` give, checked, and what the host makes of it.

import type { ListenAddress, Waiting } from "../host.js";
import type { Sleeper } from "../wasi/context.js";
import type { Directory } from "../wasi/files.js";
import type { Limits } from "../wasi/limits.js";
import type { Listener } from "../wasi/sockets.js";
import type { Input, Output } from "../wasi/stdio.js";
import type { WasiOptions } from "../wasi/wasi.js";
import { systemClocks } from "./clocks.js";
import { DiskDirectory } from "./disk.js";
import type { StartThread } from "./isolate-threads.js";
import { withIsolates } from "./isolates.js";
import { FileOutput } from "./output.js";

/** What a guest gets, and what it may do. */
export interface GuestOptions {
  /** What the guest sees as its arguments, the program's name first (default: none). */
  args?: readonly string[];
  /** The guest's whole environment; nothing is inherited (default: empty). */
  env?: Readonly<Record<string, string | undefined>>;
  /**
   * Directories by the name that the guest sees: a path of this machine, or any file system, such as `MemoryDirectory`.
   * They become the descriptors from 3 on. The host closes them at the guest's end.
   */
  preopens?: Readonly<Record<string, string | Directory>>;
  /** A descriptor of this process, or a source of your own (default: 0). */
  stdin?: number | Input;
  /** A descriptor of this process, or a sink of your own (default: 1). */
  stdout?: number | Output;
  /** A descriptor of this process, or a sink of your own (default: 2). */
  stderr?: number | Output;
  /** Addresses to accept connections at, `HOST:PORT`; the sockets become the descriptors after the directories. */
  listen?: readonly string[];
  /** Gets a line about each call of the guest, once it has returned, as of strace(1). */
  trace?(line: string): void;
  /** What the guest may ask for; each limit that is left out has the value of `DEFAULT_LIMITS`. */
  limits?: Partial<Limits>;
}

export interface WASIOptions extends GuestOptions {
  /** Which interface the module imports: `wasi_snapshot_preview1`, or `wasi_unstable` from before it. */
  version: "preview1" | "unstable";
  /** False: `start` ends this process when the guest ends, as `process.exit` does (default: true). */
  returnOnExit?: boolean;
}

export interface RunOptions extends GuestOptions {
  /**
   * How the guest waits: `suspend` by JSPI, which Node has from 24 on, and the event loop goes on meanwhile; or `block`, and
   * the calling thread stands still (default: it is suspended where the engine can).
   */
  waiting?: Waiting;
  /** Gets, before the guest starts, where its sockets listen, with the ports that the system chose. */
  onListen?(addresses: readonly ListenAddress[]): void;
}

/** What the guest reads and waits with. */
export interface Surroundings {
  readonly listeners: readonly Listener[];
  readonly sleeper: Sleeper;
  /** Where the threads of its isolates come from. */
  readonly startIsolate: StartThread;
  notify(): void;
  input(fd: number): Input;
}

/**
 * Opens the guest's directories.
 * @param module where it is known: then it may have isolates
 */
export function wasiOptions(
  options: GuestOptions,
  limits: Limits,
  surroundings: Surroundings,
  module?: WebAssembly.Module,
): WasiOptions {
  const { args = [], preopens = {}, stdin = 0, stdout = 1, stderr = 2, trace } = options;
  const variables = Object.entries(options.env ?? {});
  const env = Object.fromEntries(variables.filter((pair): pair is [string, string] => pair[1] !== undefined));
  const wasi: WasiOptions = {
    args,
    env,
    stdin: typeof stdin === "number" ? surroundings.input(stdin) : stdin,
    stdout: typeof stdout === "number" ? new FileOutput(stdout) : stdout,
    stderr: typeof stderr === "number" ? new FileOutput(stderr) : stderr,
    preopens: Object.entries(preopens).map(([name, directory]) => ({
      name,
      directory: typeof directory === "string" ? DiskDirectory.at(directory) : directory,
    })),
    listeners: surroundings.listeners,
    clocks: systemClocks(),
    sleeper: surroundings.sleeper,
    limits,
    ...(trace && { trace }),
  };
  if (!module) return wasi;
  const folders = Object.entries(preopens).flatMap(([guest, host]) =>
    typeof host === "string" ? { guest, host } : [],
  );
  const program = { file: "the module", module, args, env, preopens: folders, limits, strace: trace !== undefined };
  return withIsolates(wasi, program, surroundings.startIsolate, surroundings.notify);
}

/** @throws TypeError for what is not what it must be */
export function checkGuestOptions(options: GuestOptions): void {
  const { args = [], env = {}, preopens = {}, listen = [] } = options;
  if (!Array.isArray(args) || args.some(hasZero))
    throw invalid("options.args", "a list of text without zero bytes", args);
  if (typeof env !== "object" || Object.entries(env).some(([name, value = ""]) => hasZero(name) || hasZero(value))) {
    throw invalid("options.env", "an object of text without zero bytes", env);
  }
  if (typeof preopens !== "object" || Object.values(preopens).some((value) => !isDirectory(value))) {
    throw invalid("options.preopens", "an object of paths and file systems", preopens);
  }
  if (!Array.isArray(listen)) throw invalid("options.listen", "a list of addresses", listen);
  for (const name of ["stdin", "stdout", "stderr"] as const) {
    const value = options[name] ?? 0;
    const isDescriptor = typeof value === "number" && Number.isInteger(value) && value >= 0;
    if (!isDescriptor && typeof value !== "object") {
      throw invalid(`options.${name}`, "a descriptor, or an object that reads or writes", value);
    }
  }
}

function hasZero(text: unknown): boolean {
  return typeof text !== "string" || text.includes("\0");
}

function isDirectory(value: unknown): boolean {
  return typeof value === "string" || (typeof value === "object" && value !== null && "entries" in value);
}

/** An error as Node's own. */
export function invalid(name: string, expected: string, value: unknown): Error {
  const message = `${name} must be ${expected}, but is ${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
  return coded(new TypeError(message), "ERR_INVALID_ARG_TYPE");
}

export function coded<E extends Error>(error: E, code: string): E {
  return Object.assign(error, { code });
}
