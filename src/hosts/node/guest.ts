// The guest's thread: it runs the module and may block, while the main thread does standard input and sockets for it.
// Each JavaScript host has a worker file that calls `runGuest` with its way to start a module.

import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Preopen } from "../host.js";
import { errnoOf } from "../wasi/errno.js";
import type { WasiOptions } from "../wasi/wasi.js";
import { systemClocks } from "./clocks.js";
import { DiskDirectory } from "./disk.js";
import { openInput } from "./input.js";
import type { IoRequest } from "./io-messages.js";
import { FileOutput } from "./output.js";
import { RingDrainer } from "./ring.js";
import { Signal } from "./signal.js";
import { guestListeners } from "./sockets.js";
import { describeTrap, STACK_FRAMES, TRAP_EXIT_CODE } from "./trap.js";

/** What the main thread gives the worker when it starts. */
export interface GuestData {
  /** To the main thread's `IoServer`. */
  io: MessagePort;
  signal: SharedArrayBuffer;
  /** For standard input. */
  ring: SharedArrayBuffer;
  /** How many sockets listen for the guest. */
  listeners: number;
  file: string;
  args: string[];
  env: Record<string, string>;
  preopens: Preopen[];
  strace: boolean;
}

/** What the worker says at its end. */
export interface GuestExit {
  code: number;
}

/** Waits for the compiled module, runs it, and reports its end. */
export function runGuest(start: (module: WebAssembly.Module, options: WasiOptions) => number | Promise<number>): void {
  const port = parentPort as MessagePort;
  const data = workerData as GuestData;
  const ask = (request: IoRequest) => data.io.postMessage(request);
  const exit = (code: number) => {
    ask({ type: "end" });
    port.postMessage({ code } satisfies GuestExit);
  };
  Error.stackTraceLimit = STACK_FRAMES;

  port.once("message", async (module: WebAssembly.Module) => {
    const requestInput = () => ask({ type: "read", fd: 0, ring: data.ring });
    const stderr = new FileOutput(2);
    try {
      const code = await start(module, {
        args: data.args,
        env: data.env,
        stdin: openInput(0, () => new RingDrainer(data.ring), requestInput),
        stdout: new FileOutput(1),
        stderr,
        preopens: data.preopens.map(({ host, guest }) => ({ name: guest, directory: DiskDirectory.at(host) })),
        listeners: guestListeners(data.io, data.listeners),
        clocks: systemClocks(),
        sleeper: new Signal(data.signal),
        ...(data.strace && { trace: (line: string) => report(stderr, line) }),
      });
      exit(code);
    } catch (error) {
      const trap = describeTrap(error, data.file);
      if (trap === undefined) throw error;
      report(stderr, trap);
      exit(TRAP_EXIT_CODE);
    }
  });
}

/** The exit code counts even when nobody can read the message. */
function report(stderr: FileOutput, text: string): void {
  try {
    stderr.write([new TextEncoder().encode(`${text}\n`)]);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}
