// The host itself: puts the functions of all concerns behind one import object, for any preview1 module.

import { Errno } from "./abi.js";
import { type Clocks, clockFunctions } from "./clocks.js";
import type { Context, Functions, Outcome, Sleeper } from "./context.js";
import { type Descriptor, DescriptorTable } from "./descriptors.js";
import { environmentFunctions } from "./environment.js";
import { errnoOf } from "./errno.js";
import { fdFunctions } from "./fd.js";
import { type Directory, DirectoryDescriptor } from "./files.js";
import { type Limits, limitsOf } from "./limits.js";
import { GuestMemory } from "./memory.js";
import { pathFunctions } from "./path.js";
import { pollFunctions } from "./poll.js";
import { ProcessExit, processFunctions } from "./process.js";
import { randomFunctions } from "./random.js";
import { PREVIEW1, type Snapshot, UNSTABLE } from "./snapshot.js";
import { type Listener, ListenerDescriptor, socketFunctions } from "./sockets.js";
import { type Input, InputDescriptor, type Output, OutputDescriptor } from "./stdio.js";
import { type Syscall, traced } from "./strace.js";

export interface WasiOptions {
  /** The program's name first. */
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  stdin: Input;
  stdout: Output;
  stderr: Output;
  /** Directories from descriptor 3 on, under the guest's names. */
  preopens: readonly { name: string; directory: Directory }[];
  /** For modules that ask for isolates: behind the directories, and one of them to the guest. */
  isolates?: Descriptor;
  /** Listening sockets, from the descriptor after the last directory on. */
  listeners?: readonly Listener[];
  clocks: Clocks;
  sleeper: Sleeper;
  limits?: Partial<Limits>;
  /** Gets a line about each call of the guest, once it has returned. */
  trace?(line: string): void;
}

/**
 * A WASI preview1 host for one instance.
 *
 * ```ts
 * const wasi = new Wasi(options);
 * const exitCode = wasi.start(new WebAssembly.Instance(module, wasi.imports));
 * ```
 */
export class Wasi {
  /** For both versions of the interface; a module imports one of them. */
  readonly imports: { wasi_snapshot_preview1: Record<string, Syscall>; wasi_unstable: Record<string, Syscall> };
  readonly #descriptors: DescriptorTable;
  readonly #memory: GuestMemory;

  constructor(options: WasiOptions) {
    const limits = limitsOf(options.limits);
    this.#memory = new GuestMemory(new WebAssembly.Memory({ initial: 0 }), limits.buffers);
    this.#descriptors = new DescriptorTable(limits.openFiles);
    this.#descriptors.add(new InputDescriptor(options.stdin));
    this.#descriptors.add(new OutputDescriptor(options.stdout));
    this.#descriptors.add(new OutputDescriptor(options.stderr));
    for (const { name, directory } of options.preopens) {
      this.#descriptors.add(new DirectoryDescriptor(directory, name));
    }
    if (options.isolates) this.#descriptors.add(options.isolates);
    for (const listener of options.listeners ?? []) this.#descriptors.add(new ListenerDescriptor(listener));
    const context = {
      args: options.args,
      env: options.env,
      memory: this.#memory,
      descriptors: this.#descriptors,
      clocks: options.clocks,
      sleeper: options.sleeper,
      limits,
    };
    const functions = (snapshot: Snapshot) => syscalls({ ...context, snapshot }, options.trace);
    this.imports = { wasi_snapshot_preview1: functions(PREVIEW1), wasi_unstable: functions(UNSTABLE) };
  }

  /** Gives the host the memory of its guest; `start` does so by itself. */
  bind(memory: WebAssembly.Memory): void {
    this.#memory.bind(memory);
  }

  /** Runs `_start` and returns the exit code. A trap comes out as the engine throws it. */
  start(instance: WebAssembly.Instance): number {
    const { memory, _start } = instance.exports;
    if (memory instanceof WebAssembly.Memory) this.bind(memory);
    try {
      (_start as () => void)();
      return 0;
    } catch (error) {
      if (error instanceof ProcessExit) return error.code;
      throw error;
    } finally {
      this.close();
    }
  }

  /** Closes everything that the guest left open; `start` does so by itself. */
  close(): void {
    this.#descriptors.closeAll();
  }
}

function syscalls(context: Context, trace: WasiOptions["trace"]): Record<string, Syscall> {
  const functions: Functions = {
    ...environmentFunctions(context),
    ...clockFunctions(context),
    ...fdFunctions(context),
    ...pathFunctions(context),
    ...pollFunctions(context),
    ...processFunctions(),
    ...randomFunctions(context),
    ...socketFunctions(context),
  };
  const seen = (name: string, call: Syscall) => (trace ? traced(name, call, context, trace) : call);
  return Object.fromEntries(
    Object.entries(functions).map(([name, body]) => [name, seen(name, syscall(name, body, context.sleeper))]),
  );
}

/** Calls by which a guest looks whether something happened, also where they succeed. */
const LOOKING = new Set(["poll_oneoff", "sched_yield"]);

/**
 * The border: 32-bit numbers become unsigned on the way in, what is thrown becomes an errno on the way out. Waiting is
 * done here, on behalf of all functions: the result is a promise where the sleeper gives one. Most calls pass here very
 * often and need not wait; so nothing is allocated for them.
 */
function syscall(name: string, body: Functions[string], sleeper: Sleeper): Syscall {
  const looks = LOOKING.has(name);
  const done = (errno: number): number | Promise<number> => {
    if (!looks && errno !== Errno.AGAIN) return errno;
    return sleeper.breathe?.()?.then(() => errno) ?? errno;
  };
  const settle = (call: () => Outcome): number | Promise<number> => {
    try {
      let wait = call();
      while (wait) {
        const { retry } = wait;
        const slept = sleeper.wait(wait.token, wait.ms);
        if (slept) return slept.then(() => settle(retry));
        wait = retry();
      }
      return Errno.SUCCESS;
    } catch (error) {
      return thrownErrno(error);
    }
  };

  // `path_open` has nine parameters, and no function has more.
  return (a, b, c, d, e, f, g, h, i) => {
    let wait: Outcome;
    try {
      wait = body(
        unsigned(a),
        unsigned(b),
        unsigned(c),
        unsigned(d),
        unsigned(e),
        unsigned(f),
        unsigned(g),
        unsigned(h),
        unsigned(i),
      );
    } catch (error) {
      return done(thrownErrno(error));
    }
    return wait ? settle(() => wait) : done(Errno.SUCCESS);
  };
}

function unsigned(value: number | bigint | undefined): number | bigint | undefined {
  return typeof value === "number" ? value >>> 0 : value;
}

/** The errno that stands for what was thrown; what is none, such as the guest's end, goes on. */
function thrownErrno(error: unknown): number {
  const errno = errnoOf(error);
  if (errno === undefined) throw error;
  return errno;
}
