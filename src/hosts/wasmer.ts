// The wasmer command line: $WASMER, else on PATH.

import { resolve } from "node:path";
import { type Host, HostError, type HostInfo, type RunRequest } from "./host.js";
import { readWasm } from "./module.js";
import { componentError } from "./preview1.js";
import { describeProgram, type Program, runProgram } from "./program.js";
import { checkRequest, preopenError } from "./request.js";

const program: Program = {
  name: "wasmer",
  variable: "WASMER",
  capabilities: ["preview1", "files", "timers while stdin is idle", "WASIX"],
  install: "Install wasmer: https://docs.wasmer.io/install, or `cargo install wasmer-cli`",
};

export const wasmer: Host = {
  name: "wasmer",

  describe(): Promise<HostInfo> {
    return describeProgram(program);
  },

  /** Wasmer passes the module's path as the program's name, whatever `argv0` says, and exits with 1 after a trap. */
  async run(request: RunRequest): Promise<number> {
    checkRequest(request);
    const { bytes, kind } = await readWasm(request.file);
    if (kind === "component") throw componentError(request.file);
    const options = ["--quiet", ...((await usesNetwork(bytes)) ? ["--net"] : [])];
    for (const preopen of request.preopens) {
      if (preopen.host.includes(":")) throw preopenError(preopen, "wasmer takes no `:` in a path");
      // Its current directory, which relative paths start from, is the guest's root.
      const guest = /^(\.\/?)+$/.test(preopen.guest) ? "/" : preopen.guest;
      options.push("--volume", `${resolve(preopen.host)}:${guest}`);
    }
    for (const [name, value] of Object.entries(request.env)) {
      if (value === "") {
        const message = `wasmer takes no variable without a value: ${name}`;
        throw new HostError("POLLEN_E_ARGUMENT", message, "Give it a value, or run on another host.");
      }
      options.push("--env", `${name}=${value}`);
    }
    return runProgram(program, ["run", ...options, resolve(request.file), "--", ...request.args]);
  },
};

/** Whether a module asks for the network, which wasmer gives to nobody by itself. */
async function usesNetwork(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const module = await WebAssembly.compile(bytes).catch(() => undefined); // wasmer says what is wrong with it
  if (module === undefined) return false;
  const imports = WebAssembly.Module.imports(module);
  return imports.some(({ module: from, name }) => from.startsWith("wasix_") && /^(sock_|resolve$)/.test(name));
}
