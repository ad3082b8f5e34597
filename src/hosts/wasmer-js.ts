// The package @wasmer/wasi, in this process: a second implementation of WASI in JavaScript.

import { createRequire } from "node:module";
import type { Host, HostInfo, RunRequest } from "./host.js";
import { runBlocking } from "./node/blocking-thread.js";

export const wasmerJs: Host = {
  name: "wasmer-js",

  async describe(): Promise<HostInfo> {
    const { version } = createRequire(import.meta.url)("@wasmer/wasi/package.json") as { version: string };
    return {
      name: "wasmer-js",
      available: true,
      version,
      capabilities: ["preview1", "files", "timers while stdin is idle"],
    };
  },

  run(request: RunRequest): Promise<number> {
    return runBlocking(new URL("./node/wasmer-worker.js", import.meta.url), request);
  },
};
