// The main thread's side of a JavaScript host: it starts the guest's thread and serves its standard input.

import { basename } from "node:path";
import { Worker } from "node:worker_threads";
import { HostError, type RunRequest } from "../host.js";
import { compileCommand } from "../module.js";
import { checkRequest } from "../request.js";
import type { GuestData, GuestMessage } from "./guest.js";
import { sharedStdin } from "./stdin.js";

/** Runs the request in a thread of `workerFile` and returns the exit code. */
export async function runInThread(workerFile: URL, request: RunRequest): Promise<number> {
  checkRequest(request);
  const { ring, pump } = sharedStdin();
  const workerData: GuestData = {
    ring,
    file: request.file,
    args: [request.argv0 ?? basename(request.file), ...request.args],
    env: request.env,
    preopens: request.preopens,
    strace: request.strace ?? false,
  };
  const compiled = compileCommand(request.file);
  const worker = new Worker(workerFile, { workerData, execArgv: [] }); // starts while the module compiles
  try {
    const ended = new Promise<number>((resolve, reject) => {
      worker.on("message", (message: GuestMessage) => {
        if (message.type === "input") pump.resume();
        else resolve(message.code);
      });
      worker.on("error", (error) => reject(hostFailure(request.file, error)));
      worker.on("exit", () => reject(hostFailure(request.file, new Error("the guest's thread ended without a word"))));
    });
    ended.catch(() => {}); // reported below, unless the module does not even compile
    worker.postMessage(await compiled);
    return await ended;
  } finally {
    pump.release();
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
