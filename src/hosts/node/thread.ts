// The main thread's side of a JavaScript host: it starts the guest's thread and does standard input and sockets for it.

import { basename } from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import { HostError, type RunRequest } from "../host.js";
import { compileCommand } from "../module.js";
import { checkRequest } from "../request.js";
import { DEFAULT_LIMITS } from "../wasi/limits.js";
import type { GuestData, GuestExit } from "./guest.js";
import { IoServer } from "./io-server.js";
import { addressOf, listenAt } from "./listen.js";
import { createRing } from "./ring.js";
import { Signal } from "./signal.js";

/** Several times what a pipe holds, so that both threads stay busy. */
const STDIN_BYTES = 256 * 1024;

/** One a process: what one guest did not read is there for the next. */
let stdin: SharedArrayBuffer | undefined;
const signal = new Signal();

/** Runs the request in a thread of `workerFile` and returns the exit code. */
export async function runInThread(workerFile: URL, request: RunRequest): Promise<number> {
  checkRequest(request);
  const compiled = compileCommand(request.file);
  compiled.catch(() => {}); // reported below, unless an address is not to be had
  const servers = await listenAt(request.listen ?? [], DEFAULT_LIMITS.openFiles);
  request.onListen?.(servers.map(addressOf));
  const { port1, port2 } = new MessageChannel();
  const io = new IoServer(port1, signal, servers);
  stdin ??= createRing(STDIN_BYTES);
  const workerData: GuestData = {
    io: port2,
    signal: signal.shared,
    ring: stdin,
    listeners: servers.length,
    file: request.file,
    args: [request.argv0 ?? basename(request.file), ...request.args],
    env: request.env,
    preopens: request.preopens,
    strace: request.strace ?? false,
  };
  const worker = new Worker(workerFile, { workerData, transferList: [port2], execArgv: [] }); // starts meanwhile
  try {
    const ended = new Promise<number>((resolve, reject) => {
      worker.on("message", ({ code }: GuestExit) => resolve(code));
      worker.on("error", (error) => reject(hostFailure(request.file, error)));
      worker.on("exit", () => reject(hostFailure(request.file, new Error("the guest's thread ended without a word"))));
    });
    ended.catch(() => {}); // reported below, unless the module does not even compile
    worker.postMessage(await compiled);
    const code = await ended;
    await io.ended;
    return code;
  } finally {
    io.stop();
    await worker.terminate();
  }
}

function hostFailure(file: string, error: Error): HostError {
  return new HostError(
    "POLLEN_E_HOST_FAILED",
    `the host failed while it ran ${file}: ${error.stack ?? error.message}`,
    "If memory ran out, give Node more; otherwise please report this.",
  );
}
