// The main thread's side of a JavaScript host: it starts the guest's thread, and may work for it.

import { basename } from "node:path";
import { type Transferable, Worker } from "node:worker_threads";
import { HostError, type RunRequest } from "../host.js";
import { compileCommand } from "../module.js";
import { checkRequest } from "../request.js";
import type { GuestData, GuestMessage } from "./guest.js";

type GuestEnd = Extract<GuestMessage, { type: "ended" }>;

/** What the main thread does for a guest. */
export interface Service<IoData> {
  /** What the worker gets. */
  readonly io: IoData;
  readonly transfer?: readonly Transferable[];
  /** The guest has ended: returns when nothing is left to do for it. */
  ended?(end: GuestEnd): void | Promise<void>;
  /** Ends listening; the guest is told so. */
  stopListening(worker: Worker): void;
  /** Ends everything at once. */
  stop?(): void;
}

/**
 * Runs the request in a thread of `workerFile` and returns the exit code.
 * @param serve is called once the request is known to be a good one
 */
export async function runInThread<IoData>(
  workerFile: URL,
  request: RunRequest,
  serve: (listen: readonly string[]) => Service<IoData> | Promise<Service<IoData>>,
): Promise<number> {
  checkRequest(request);
  const compiled = compileCommand(request.file);
  compiled.catch(() => {}); // reported below, unless an address is not to be had
  const service = await serve(request.listen ?? []);
  const workerData: GuestData<IoData> = {
    io: service.io,
    file: request.file,
    args: [request.argv0 ?? basename(request.file), ...request.args],
    env: request.env,
    preopens: request.preopens,
    strace: request.strace ?? false,
  };
  const transferList = [...(service.transfer ?? [])];
  const worker = new Worker(workerFile, { workerData, transferList, execArgv: [] }); // starts meanwhile
  const stopListening = () => service.stopListening(worker);
  request.stopListening?.addEventListener("abort", stopListening);
  try {
    const end = await guestEnd(worker, compiled, request);
    await service.ended?.(end);
    return end.code;
  } finally {
    request.stopListening?.removeEventListener("abort", stopListening);
    service.stop?.();
    await worker.terminate();
  }
}

function guestEnd(worker: Worker, compiled: Promise<WebAssembly.Module>, request: RunRequest): Promise<GuestEnd> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: GuestMessage) => {
      if (message.type === "ended") return resolve(message);
      if (message.type === "refused") return reject(new HostError(message.code, message.message, message.remedy));
      request.onListen?.(message.addresses);
      compiled.then((module) => worker.postMessage(module)).catch(reject);
    });
    worker.on("error", (error) => reject(hostFailure(request.file, error)));
    worker.on("exit", () => reject(hostFailure(request.file, new Error("the guest's thread ended without a word"))));
  });
}

function hostFailure(file: string, error: Error): HostError {
  return new HostError(
    "POLLEN_E_HOST_FAILED",
    `the host failed while it ran ${file}: ${error.stack ?? error.message}`,
    "If memory ran out, give Node more; otherwise please report this.",
  );
}
