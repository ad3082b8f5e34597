// workerd, the program that runs Cloudflare's workers, with a configuration of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { programs, targets } from "../programs.js";

export interface Workerd {
  /** The outcomes of the scenarios. */
  outcomes(target: string): Promise<unknown>;
  close(): void;
}

/** Starts it on the programs of a folder. */
export async function startWorkerd(program: string, folder: string): Promise<Workerd> {
  const files = targets.flatMap((target) => Object.keys(programs).map((name) => `${target}/${name}.wasm`));
  const modules = [
    '(name = "worker.js", esModule = embed "workerd.js")',
    '(name = "access.log", data = embed "access.log")',
    ...files.map((file) => `(name = "${file}", wasm = embed "${file}")`),
  ];
  const config = join(folder, "workerd.capnp");
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (compatibilityDate = "2026-11-01", modules = [${modules.join(", ")}]);
`,
  );
  const child = spawn(program, ["serve", "--control-fd=3", config], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const port = await listeningPort(child);
  return {
    outcomes: async (target) => (await fetch(`http://127.0.0.1:${port}/${target}`)).json(),
    close: () => child.kill(),
  };
}

/** What it says once it listens. */
async function listeningPort(child: ChildProcess): Promise<number> {
  const control = child.stdio[3] as Readable;
  const ended = once(child, "exit").then(() => {
    throw new Error("workerd does not start");
  });
  const [line] = await Promise.race([once(control, "data"), ended]);
  return JSON.parse(String(line)).port;
}
