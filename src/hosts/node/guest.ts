// The guest's thread under `pollen run`. Each way to run a guest has a worker file, which calls `runGuest` with what the
// guest reads and waits with, and how to start a module.
//
//   worker:  ready | refused ──▶ main:  the module ──▶ worker:  ended

import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { HostError, type HostErrorCode, type ListenAddress, type Preopen } from "../host.js";
import type { Sleeper } from "../wasi/context.js";
import { errnoOf } from "../wasi/errno.js";
import { DEFAULT_LIMITS } from "../wasi/limits.js";
import type { Listener } from "../wasi/sockets.js";
import type { Input } from "../wasi/stdio.js";
import type { WasiOptions } from "../wasi/wasi.js";
import { systemClocks } from "./clocks.js";
import { DiskDirectory } from "./disk.js";
import type { StartThread } from "./isolate-threads.js";
import { withIsolates } from "./isolates.js";
import { FileOutput } from "./output.js";
import { describeTrap, STACK_FRAMES, TRAP_EXIT_CODE } from "./trap.js";

/** What the main thread gives the worker when it starts. */
export interface GuestData<IoData> {
  /** For the guest's input and sockets. */
  io: IoData;
  file: string;
  args: string[];
  env: Record<string, string>;
  preopens: Preopen[];
  strace: boolean;
}

/** What the worker says. */
export type GuestMessage =
  /** Its sockets listen, at these addresses; it waits for the module. */
  | { type: "ready"; addresses: readonly ListenAddress[] }
  /** An address is not to be had. */
  | { type: "refused"; code: HostErrorCode; message: string; remedy: string }
  /** The guest has ended. `unread`: standard input that it left. */
  | { type: "ended"; code: number; unread: Uint8Array | undefined };

/** What the main thread says: the module to run; nobody may connect any more. */
export type HostMessage = WebAssembly.Module | "stop listening";

/** What a guest reads and waits with. */
export interface GuestIo {
  readonly addresses: readonly ListenAddress[];
  readonly listeners: readonly Listener[];
  readonly sleeper: Sleeper;
  /** Where the threads of its isolates come from. */
  readonly startIsolate: StartThread;
  /** The guest should look again. */
  notify(): void;
  input(fd: number): Input;
  /** Ends listening, where this thread does it. */
  stopListening?(): void;
  /** The guest has ended: returns when what it sent has gone out, with input that it left, if this thread has it. */
  end(): Promise<Uint8Array | undefined>;
}

/** Opens what the guest needs, waits for the compiled module, runs it, and reports its end. */
export async function runGuest<IoData>(
  openIo: (data: GuestData<IoData>) => GuestIo | Promise<GuestIo>,
  start: (module: WebAssembly.Module, options: WasiOptions) => number | Promise<number>,
): Promise<void> {
  const port = parentPort as MessagePort;
  const data = workerData as GuestData<IoData>;
  const tell = (message: GuestMessage) => port.postMessage(message);
  Error.stackTraceLimit = STACK_FRAMES;
  try {
    const io = await openIo(data);
    const compiled = new Promise<WebAssembly.Module>((resolve) => {
      port.on("message", (message: HostMessage) => {
        if (message === "stop listening") io.stopListening?.();
        else resolve(message);
      });
    });
    tell({ type: "ready", addresses: io.addresses });
    const module = await compiled;
    const code = await exitCodeOf(data, module, (options) => start(module, options), io);
    tell({ type: "ended", code, unread: await io.end() });
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    tell({ type: "refused", code: error.code, message: error.message, remedy: error.remedy });
  }
}

async function exitCodeOf<IoData>(
  data: GuestData<IoData>,
  module: WebAssembly.Module,
  start: (options: WasiOptions) => number | Promise<number>,
  io: GuestIo,
): Promise<number> {
  const stderr = new FileOutput(2);
  const { file, args, env, strace } = data;
  try {
    const options: WasiOptions = {
      args,
      env,
      stdin: io.input(0),
      stdout: new FileOutput(1),
      stderr,
      preopens: data.preopens.map(({ host, guest }) => ({ name: guest, directory: DiskDirectory.at(host) })),
      listeners: io.listeners,
      clocks: systemClocks(),
      sleeper: io.sleeper,
      ...(strace && { trace: (line: string) => report(stderr, line) }),
    };
    const program = { file, module, args, env, preopens: data.preopens, limits: DEFAULT_LIMITS, strace };
    return await start(withIsolates(options, program, io.startIsolate, io.notify));
  } catch (error) {
    const trap = describeTrap(error, data.file);
    if (trap === undefined) throw error;
    report(stderr, trap);
    return TRAP_EXIT_CODE;
  }
}

/** The exit code counts even when nobody can read the message. */
function report(stderr: FileOutput, text: string): void {
  try {
    stderr.write([new TextEncoder().encode(`${text}\n`)]);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}
