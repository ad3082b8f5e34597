// `import { WASI } from "as-pollen/wasi"`: the host for any preview1 module, with the interface of node:wasi.

import type { ListenAddress } from "../host.js";
import type { Directory } from "../wasi/files.js";
import { type Limits, limitsOf } from "../wasi/limits.js";
import type { Input, Output } from "../wasi/stdio.js";
import type { Syscall } from "../wasi/strace.js";
import { Wasi } from "../wasi/wasi.js";
import { systemClocks } from "./clocks.js";
import { DiskDirectory } from "./disk.js";
import { openInput } from "./input.js";
import { IoClient, inputRing, signal } from "./io-client.js";
import { FileOutput } from "./output.js";
import { RingDrainer } from "./ring.js";

export { HostError, type ListenAddress } from "../host.js";
export { Errno, Filetype } from "../wasi/abi.js";
export { fail, WasiError } from "../wasi/errno.js";
export type { Directory, DirectoryEntry, Filestat, OpenFile, OpenOptions, Times } from "../wasi/files.js";
export { DEFAULT_LIMITS, type Limits } from "../wasi/limits.js";
export { MemoryDirectory, type MemoryOptions } from "../wasi/memory-files.js";
export { ProcessExit } from "../wasi/process.js";
export { ReadOnly } from "../wasi/read-only.js";
export type { Input, Output } from "../wasi/stdio.js";
export { DiskDirectory } from "./disk.js";

export interface WASIOptions {
  /** Which interface the module imports: `wasi_snapshot_preview1`, or `wasi_unstable` from before it. */
  version: "preview1" | "unstable";
  /** What the guest sees as its arguments, the program's name first (default: none). */
  args?: readonly string[];
  /** The guest's whole environment; nothing is inherited (default: empty). */
  env?: Readonly<Record<string, string | undefined>>;
  /**
   * Directories by the name that the guest sees: a path of this machine, or any file system, such as `MemoryDirectory`.
   * They become the descriptors from 3 on. The host closes them at the guest's end.
   */
  preopens?: Readonly<Record<string, string | Directory>>;
  /** False: `start` ends this process when the guest ends, as `process.exit` does (default: true). */
  returnOnExit?: boolean;
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

/**
 * A WASI host for one instance. Takes the place of `WASI` of node:wasi, and runs the guest on the calling thread.
 *
 * ```ts
 * const wasi = new WASI({ version: "preview1", args: ["program"], preopens: { "/data": "./data" } });
 * const { instance } = await WebAssembly.instantiate(bytes, wasi.getImportObject());
 * const exitCode = wasi.start(instance);
 * ```
 */
export class WASI {
  /** The functions that the module imports. */
  readonly wasiImport: Record<string, Syscall>;
  readonly #module: "wasi_snapshot_preview1" | "wasi_unstable";
  readonly #wasi: Wasi;
  readonly #returnOnExit: boolean;
  readonly #limits: Limits;
  #io: IoClient | undefined;
  #isStarted = false;

  /**
   * @throws TypeError for an option that is not what it must be, RangeError for such a limit, `HostError` when an address
   *   cannot be listened at, and the system's error when a directory cannot be opened
   */
  constructor(options: WASIOptions) {
    const { version, args = [], env = {}, preopens = {}, stdin = 0, stdout = 1, stderr = 2 } = checked(options);
    this.#module = version === "preview1" ? "wasi_snapshot_preview1" : "wasi_unstable";
    this.#returnOnExit = options.returnOnExit ?? true;
    this.#limits = limitsOf(options.limits);
    const listen = options.listen ?? [];
    if (listen.length > 0) this.#io = new IoClient(listen, this.#limits.openFiles);
    const directories = Object.entries(preopens).map(([name, directory]) => ({
      name,
      directory: typeof directory === "string" ? DiskDirectory.at(directory) : directory,
    }));
    this.#wasi = new Wasi({
      args,
      env: Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined)),
      stdin: typeof stdin === "number" ? this.#input(stdin) : stdin,
      stdout: typeof stdout === "number" ? new FileOutput(stdout) : stdout,
      stderr: typeof stderr === "number" ? new FileOutput(stderr) : stderr,
      preopens: directories,
      listeners: this.#io?.listeners ?? [],
      clocks: systemClocks(),
      sleeper: signal,
      limits: this.#limits,
      ...(options.trace && { trace: options.trace }),
    });
    this.wasiImport = this.#wasi.imports[this.#module];
  }

  /** Where the sockets of `listen` listen, in its order; where it asked for port 0, the port that the system chose. */
  get addresses(): readonly ListenAddress[] {
    return this.#io?.addresses ?? [];
  }

  /** What to instantiate the module with. */
  getImportObject(): Record<string, Record<string, Syscall>> {
    return { [this.#module]: this.wasiImport };
  }

  /**
   * Runs a command: an instance that exports `memory` and `_start`, and no `_initialize`.
   * @returns the exit code: what the guest passed to `proc_exit`, 0 when it returned
   * @throws what the engine throws when the guest traps, and a TypeError when the instance is no command
   */
  start(instance: WebAssembly.Instance): number {
    const { _start, _initialize } = instance.exports;
    checkExport("_start", "function", _start);
    checkExport("_initialize", "undefined", _initialize);
    this.finalizeBindings(instance);
    try {
      const code = this.#wasi.start(instance);
      return this.#returnOnExit ? code : process.exit(code);
    } finally {
      this.close();
    }
  }

  /**
   * Initializes a reactor: an instance that exports `memory`, perhaps `_initialize`, and no `_start`. Its exports may then
   * be called until `close`.
   */
  initialize(instance: WebAssembly.Instance): void {
    const { _start, _initialize } = instance.exports;
    checkExport("_start", "undefined", _start);
    if (_initialize !== undefined) checkExport("_initialize", "function", _initialize);
    this.finalizeBindings(instance);
    if (typeof _initialize === "function") _initialize();
  }

  /**
   * Gives the host the instance's memory; `start` and `initialize` do so by themselves.
   * @param options.memory for an instance that does not export its memory
   */
  finalizeBindings(instance: WebAssembly.Instance, { memory = instance.exports.memory } = {}): void {
    if (this.#isStarted) throw coded(new Error("this WASI instance has already started"), "ERR_WASI_ALREADY_STARTED");
    if (!(memory instanceof WebAssembly.Memory))
      throw invalid("instance.exports.memory", "a WebAssembly.Memory", memory);
    this.#isStarted = true;
    this.#wasi.bind(memory);
  }

  /** Closes everything that the guest left open; `start` does so by itself. */
  close(): void {
    this.#wasi.close();
    this.#io?.end();
    this.#io = undefined;
  }

  #input(fd: number): Input {
    const requestInput = () => {
      this.#io ??= new IoClient([], this.#limits.openFiles);
      this.#io.post({ type: "read", fd, ring: inputRing(fd) });
    };
    return openInput(fd, () => new RingDrainer(inputRing(fd)), requestInput);
  }
}

function checked(options: WASIOptions): WASIOptions {
  const { version, args = [], env = {}, preopens = {}, returnOnExit = true, listen = [] } = options ?? {};
  if (version !== "preview1" && version !== "unstable") {
    throw invalid("options.version", '"preview1" or "unstable"', version);
  }
  if (!Array.isArray(args) || args.some(hasZero))
    throw invalid("options.args", "a list of text without zero bytes", args);
  if (typeof env !== "object" || Object.entries(env).some(([name, value = ""]) => hasZero(name) || hasZero(value))) {
    throw invalid("options.env", "an object of text without zero bytes", env);
  }
  if (typeof preopens !== "object" || Object.values(preopens).some((value) => !isDirectory(value))) {
    throw invalid("options.preopens", "an object of paths and file systems", preopens);
  }
  if (typeof returnOnExit !== "boolean") throw invalid("options.returnOnExit", "a boolean", returnOnExit);
  if (!Array.isArray(listen)) throw invalid("options.listen", "a list of addresses", listen);
  for (const name of ["stdin", "stdout", "stderr"] as const) {
    const value = options[name] ?? 0;
    const isDescriptor = typeof value === "number" && Number.isInteger(value) && value >= 0;
    if (!isDescriptor && typeof value !== "object") {
      throw invalid(`options.${name}`, "a descriptor, or an object that reads or writes", value);
    }
  }
  return options;
}

function hasZero(text: unknown): boolean {
  return typeof text !== "string" || text.includes("\0");
}

function isDirectory(value: unknown): boolean {
  return typeof value === "string" || (typeof value === "object" && value !== null && "entries" in value);
}

function checkExport(name: string, type: "function" | "undefined", value: unknown): void {
  if (typeof value !== type)
    throw invalid(`instance.exports.${name}`, type === "function" ? "a function" : type, value);
}

function invalid(name: string, expected: string, value: unknown): Error {
  const message = `${name} must be ${expected}, but is ${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
  return coded(new TypeError(message), "ERR_INVALID_ARG_TYPE");
}

function coded<E extends Error>(error: E, code: string): E {
  return Object.assign(error, { code });
}
