// The class `WASI`: the interface of node:wasi, for a guest that blocks the calling thread while it waits.

import type { MessagePort } from "node:worker_threads";
import type { ListenAddress } from "../host.js";
import { type Limits, limitsOf } from "../wasi/limits.js";
import type { Input } from "../wasi/stdio.js";
import type { Syscall } from "../wasi/strace.js";
import { Wasi } from "../wasi/wasi.js";
import { openInput } from "./input.js";
import { IoClient, inputRing, signal } from "./io-client.js";
import type { IoRequest } from "./io-messages.js";
import { startBlocked } from "./isolate-threads.js";
import { checkGuestOptions, coded, invalid, type WASIOptions, wasiOptions } from "./options.js";
import { RingDrainer } from "./ring.js";
import { RingInput } from "./ring-input.js";

/**
 * A WASI host for one instance. Takes the place of `WASI` of node:wasi: the guest runs on the calling thread, and blocks it
 * while it waits, on every Node. `run` does not block where the engine can suspend the guest.
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
   * @param module what will be started, for a guest that starts isolates
   * @throws TypeError for an option that is not what it must be, RangeError for such a limit, `HostError` when an address
   *   cannot be listened at, and the system's error when a directory cannot be opened
   */
  constructor(options: WASIOptions, module?: WebAssembly.Module) {
    const { version, returnOnExit = true, listen = [], limits } = options ?? {};
    if (version !== "preview1" && version !== "unstable") {
      throw invalid("options.version", '"preview1" or "unstable"', version);
    }
    checkGuestOptions(options);
    if (typeof returnOnExit !== "boolean") throw invalid("options.returnOnExit", "a boolean", returnOnExit);
    this.#module = version === "preview1" ? "wasi_snapshot_preview1" : "wasi_unstable";
    this.#returnOnExit = returnOnExit;
    this.#limits = limitsOf(limits);
    if (listen.length > 0) this.#io = new IoClient(listen, this.#limits.openFiles);
    const surroundings = {
      listeners: this.#io?.listeners ?? [],
      sleeper: signal,
      startIsolate: startBlocked(signal, (request, transfer) => this.#ask(request, transfer)),
      notify() {},
      input: (fd: number) => this.#input(fd),
    };
    this.#wasi = new Wasi(wasiOptions(options, this.#limits, surroundings, module));
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
    const requestInput = () => this.#ask({ type: "read", fd, ring: inputRing(fd) });
    return openInput(fd, () => new RingInput(fd, new RingDrainer(inputRing(fd)), requestInput));
  }

  #ask(request: IoRequest, transfer: MessagePort[] = []): void {
    this.#io ??= new IoClient([], this.#limits.openFiles);
    this.#io.post(request, transfer);
  }
}

function checkExport(name: string, type: "function" | "undefined", value: unknown): void {
  if (typeof value !== type)
    throw invalid(`instance.exports.${name}`, type === "function" ? "a function" : type, value);
}
