// The guest's thread: it runs the module and may block, while the main thread reads standard input for it.
// Each JavaScript host has a worker file that calls `runGuest` with its way to start a module.

import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Preopen } from "../host.js";
import { errnoOf } from "../wasi/errno.js";
import type { WasiOptions } from "../wasi/wasi.js";
import { systemClocks } from "./clocks.js";
import { DiskDirectory } from "./disk.js";
import { openInput } from "./input.js";
import { FileOutput } from "./output.js";
import { RingDrainer } from "./ring.js";
import { describeTrap, STACK_FRAMES, TRAP_EXIT_CODE } from "./trap.js";

/** What the main thread gives the worker when it starts. */
export interface GuestData {
  ring: SharedArrayBuffer;
  file: string;
  args: string[];
  env: Record<string, string>;
  preopens: Preopen[];
  strace: boolean;
}

/** What the worker says to the main thread: it wants input, or it is done. */
export type GuestMessage = { type: "input" } | { type: "exit"; code: number };

/** Waits for the compiled module, runs it, and reports its end. */
export function runGuest(start: (module: WebAssembly.Module, options: WasiOptions) => number | Promise<number>): void {
  const port = parentPort as MessagePort;
  const data = workerData as GuestData;
  const say = (message: GuestMessage) => port.postMessage(message);
  Error.stackTraceLimit = STACK_FRAMES;

  port.once("message", async (module: WebAssembly.Module) => {
    const sleeper = new RingDrainer(data.ring);
    const stderr = new FileOutput(2);
    try {
      const code = await start(module, {
        args: data.args,
        env: data.env,
        stdin: openInput(sleeper, () => say({ type: "input" })),
        stdout: new FileOutput(1),
        stderr,
        preopens: data.preopens.map(({ host, guest }) => ({ name: guest, directory: DiskDirectory.at(host) })),
        clocks: systemClocks(),
        sleeper,
        ...(data.strace && { trace: (line: string) => report(stderr, line) }),
      });
      say({ type: "exit", code });
    } catch (error) {
      const trap = describeTrap(error, data.file);
      if (trap === undefined) throw error;
      report(stderr, trap);
      say({ type: "exit", code: TRAP_EXIT_CODE });
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
