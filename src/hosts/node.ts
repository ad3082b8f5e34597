// The default host: our own WASI preview1 implementation on Node, without any other program.

import type { Host, HostInfo, RunRequest } from "./host.js";
import { runInThread } from "./node/thread.js";

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

  run(request: RunRequest): Promise<number> {
    return runInThread(new URL("./node/worker.js", import.meta.url), request);
  },
};
