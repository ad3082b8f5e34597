// A guest service as a process: built, started on a host, and stopped.

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../dist/compiler/build.js";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "build/bench-http");

/** Programs by the variable that names them, else by what is on PATH. */
const program = (name) => process.env[name.toUpperCase()] || name;
const ownHost = (node) => (file, { port, args = [], data, env }) => [
  node,
  [join(root, "dist/cli/main.js"), "run", file, "--listen", `127.0.0.1:${port}`, ...options("--dir", "::", data, env), "--", ...args],
];
const component = (file, { args = [], data, env }) => [
  program("wasmtime"),
  ["run", "-S", "inherit-network", ...options("--dir", "::", data, env), file, ...args],
];

function options(dir, separator, data, env = {}) {
  return [
    ...(data ? [dir, `${data}${separator}/data`] : []),
    ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
  ];
}

/** How a module for a target is run. */
export const hosts = {
  node: { target: "wasip1", command: ownHost(process.execPath) },
  node24: { target: "wasip1", command: ownHost(program("node24")) },
  wasip2: { target: "wasip2", command: component },
  wasip3: { target: "wasip3", command: component },
  wasix: {
    target: "wasix",
    command: (file, { args = [], data, env }) => [
      program("wasmer"),
      ["run", "--quiet", "--net", ...options("--volume", ":", data, env), file, "--", ...args],
    ],
  },
};

/** Compiles a program for each of the targets; returns their files. */
export async function compile(entry, targets) {
  mkdirSync(folder, { recursive: true });
  const files = {};
  for (const target of new Set(targets)) {
    const { wasm } = await build({ entry: join(root, entry), baseDir: root, target, optimize: "-O3" });
    files[target] = join(folder, `${entry.replaceAll("/", "-").replace(/\.ts$/, "")}-${target}.wasm`);
    writeFileSync(files[target], wasm);
  }
  return files;
}

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a server, and waits until it answers. */
export async function serving(command, args, port) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  for (let tries = 0; ; tries++) {
    try {
      await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer();
      return { pid: child.pid, stop: () => (child.kill(), ended) };
    } catch (error) {
      if (child.exitCode !== null || tries > 200) throw new Error(`${command} ${args.join(" ")}: ${error.cause ?? error}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
