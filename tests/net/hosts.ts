// The hosts on which one source of a server runs, each with the sockets that it has.

import { createServer } from "node:net";
import { join } from "node:path";
import type { Target } from "../../src/compiler/targets.js";
import { type Running, spawned } from "../hosts/guests.js";
import { compiled, type Variant } from "../setup/guests.js";
import { requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";

/** What a guest is given besides the network. */
export interface Surroundings {
  /** A folder of this machine, which the guest sees as `/data`. */
  data?: string;
  env?: Record<string, string>;
}

export interface NetHost {
  name: string;
  target: Target;
  /** Whether programs make sockets themselves. */
  canConnect: boolean;
  /** What `bind` is rejected with, behind the address, when a program has no permission. */
  refusal: string;
  /** Starts a module; the guest finds a listening socket, or may make one. */
  start(file: string, args: readonly string[], port: number, surroundings?: Surroundings): Running;
  /** The arguments with which a module is run without permission for the network. */
  withoutNetwork(file: string, args: readonly string[]): Running;
}

const noSocket = "address not available (EADDRNOTAVAIL). The host has passed in no listening socket";
const cli = join(repository, "dist/cli/main.js");

/** As options of a command line. */
function optionsOf({ data, env = {} }: Surroundings, dir: string, separator: string): string[] {
  return [
    ...(data === undefined ? [] : [dir, `${data}${separator}/data`]),
    ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
  ];
}

function nodeHost(name: string, program: string): NetHost {
  const run = (file: string) => [cli, "run", file];
  return {
    name,
    target: "wasip1",
    canConnect: false,
    refusal: noSocket,
    start(file, args, port, given = {}) {
      const listen = ["--listen", `127.0.0.1:${port}`];
      return spawned(program, [...run(file), ...listen, ...optionsOf(given, "--dir", "::"), "--", ...args]);
    },
    withoutNetwork: (file, args) => spawned(program, [...run(file), "--", ...args]),
  };
}

/** The hosts that are here; under CI all of them must be. */
export function netHosts(): NetHost[] {
  const names = ["node24", "wazero", "wasmtime46", "wasmer", "wasmtime"] as const;
  const [node24, wazero, wasmtime46, wasmer, wasmtime] = names.map(requireHost);
  const hosts = [nodeHost("Node", process.execPath)];
  if (node24) hosts.push(nodeHost("Node 24", node24));
  if (wazero) {
    hosts.push({
      name: "wazero",
      target: "wasip1",
      canConnect: false,
      refusal: noSocket,
      start(file, args, port, given = {}) {
        const options = optionsOf(given, "-mount", ":").map((option) => option.replace("--env", "-env"));
        return spawned(wazero, ["run", `-listen=127.0.0.1:${port}`, ...options, file, ...args]);
      },
      withoutNetwork: (file, args) => spawned(wazero, ["run", file, ...args]),
    });
  }
  if (wasmtime46) {
    const legacy = ["run", "-S", "preview2=n"]; // its last version that passes sockets to modules
    hosts.push({
      name: "wasmtime 46",
      target: "wasip1",
      canConnect: false,
      refusal: noSocket,
      start(file, args, port, given = {}) {
        const options = ["-S", `tcplisten=127.0.0.1:${port}`, ...optionsOf(given, "--dir", "::")];
        return spawned(wasmtime46, [...legacy, ...options, file, ...args]);
      },
      withoutNetwork: (file, args) => spawned(wasmtime46, [...legacy, file, ...args]),
    });
  }
  if (wasmer) {
    hosts.push({
      name: "wasmer",
      target: "wasix",
      canConnect: true,
      refusal: "operation not permitted (EPERM). Give the program the network: wasmer run --net",
      start: (file, args, _, given = {}) =>
        spawned(wasmer, ["run", "--quiet", "--net", ...optionsOf(given, "--volume", ":"), file, "--", ...args]),
      withoutNetwork: (file, args) => spawned(wasmer, ["run", "--quiet", file, "--", ...args]),
    });
  }
  for (const target of wasmtime ? (["wasip2", "wasip3"] as const) : []) {
    const program = wasmtime as string;
    hosts.push({
      name: `wasmtime, ${target}`,
      target,
      canConnect: true,
      refusal: "permission denied (EACCES). Give the program the network: wasmtime run -S inherit-network",
      start(file, args, _, given = {}) {
        const network = ["-S", "inherit-network,allow-ip-name-lookup"];
        return spawned(program, ["run", ...network, ...optionsOf(given, "--dir", "::"), file, ...args]);
      },
      withoutNetwork: (file, args) => spawned(program, ["run", file, ...args]),
    });
  }
  return hosts;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Starts a scenario of wasi-fixtures/net/server.ts, and waits until it listens. */
export async function serving(
  host: NetHost,
  scenario: string,
  { count = 1, variant = {} }: { count?: number; variant?: Variant } = {},
): Promise<{ guest: Running; port: number }> {
  const file = await compiled("net", "server", { counted: true, ...variant, target: host.target });
  const port = await freePort();
  const guest = host.start(file, [scenario, `127.0.0.1:${port}`, `${count}`], port);
  await guest.printed("ready at ");
  return { guest, port };
}

/** What a guest printed behind the line with its address, up to its end. */
export async function printedBy(guest: Running): Promise<string[]> {
  const { code, stdout, stderr } = await guest.end();
  if (code !== 0) throw new Error(`exit code ${code}: ${stdout}${stderr}`);
  return stdout.trimEnd().split("\n").slice(1);
}
