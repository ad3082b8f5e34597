// The default host: our own WASI preview1 implementation on Node, without any other program.

import type { Host, HostInfo, RunRequest } from "./host.js";
import { runBlocking } from "./node/blocking-thread.js";
import { runSuspended } from "./node/suspending-thread.js";
import { waitingOf } from "./node/waiting.js";

export const node: Host = {
  name: "node",

  async describe(): Promise<HostInfo> {
    return {
      name: "node",
      available: true,
      version: process.versions.node,
      capabilities: ["preview1", "files", "timers while stdin is idle"],
    };
  },

  async run(request: RunRequest): Promise<number> {
    if (waitingOf(request.waiting) === "suspend") return runSuspended(request);
    return runBlocking(new URL("./node/blocking-worker.js", import.meta.url), request);
  },
};
