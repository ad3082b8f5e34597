// Runs a guest that is suspended while it waits (JSPI): its thread's own event loop does standard input and sockets.

import type { RunRequest } from "../host.js";
import type { SuspendingIoData } from "./suspending-worker.js";
import { runInThread } from "./thread.js";

/** What one guest did not read of standard input is there for the next. */
let unread: Uint8Array = new Uint8Array(0);

export function runSuspended(request: RunRequest): Promise<number> {
  return runInThread<SuspendingIoData>(new URL("./suspending-worker.js", import.meta.url), request, (listen) => ({
    io: { listen, unread },
    stopListening: (worker) => worker.postMessage("stop listening"),
    ended(end) {
      unread = end.unread ?? new Uint8Array(0);
    },
  }));
}
