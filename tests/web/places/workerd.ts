// workerd, the program that runs Cloudflare's workers, with a configuration of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Readable } from "node:stream";

export interface Workerd {
  url: string;
  close(): void;
}

/** What the modules of a worker are, by their extension. */
const kinds: Record<string, string> = { ".js": "esModule", ".wasm": "wasm", ".log": "data" };

/** Starts a worker out of files of the folder, the first of which is its script. */
export async function startWorkerd(
  program: string,
  folder: string,
  files: readonly string[],
  { flags = [], bindings = {} }: { flags?: readonly string[]; bindings?: Readonly<Record<string, string>> } = {},
): Promise<Workerd> {
  const modules = files.map((file) => `(name = "${file}", ${kinds[extname(file)]} = embed "${file}")`);
  const texts = Object.entries(bindings).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  const config = join(folder, "workerd.capnp");
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "internet", network = (allow = ["public", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  compatibilityFlags = [${flags.map((flag) => `"${flag}"`).join(", ")}],
  modules = [${modules.join(", ")}],
  bindings = [${texts.join(", ")}],
);
`,
  );
  const child = spawn(program, ["serve", "--control-fd=3", config], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  return { url: `http://127.0.0.1:${await listeningPort(child)}`, close: () => child.kill("SIGKILL") };
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
