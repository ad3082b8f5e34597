// Cold starts of a guest in workerd ($WORKERD, or on PATH), beside a worker in JavaScript that answers the same: the first
// request to a process, and those behind it. The two are started in turns.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { build } from "../../dist/compiler/build.js";

const STARTS = 15;
const REQUESTS = 2000;

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = path("../../build/bench-edge/");
rmSync(folder, { recursive: true, force: true });
mkdirSync(`${folder}build`, { recursive: true });
const { wasm } = await build({ entry: path("../../templates/edge/main.ts"), target: "hosted", world: "http", optimize: "-O3" });
writeFileSync(`${folder}build/main.wasm`, wasm);
cpSync(path("../../templates/edge/worker.js"), `${folder}worker.js`);
cpSync(path("plain.js"), `${folder}plain.js`);
const bundler = await rolldown({ input: `${folder}worker.js`, platform: "browser", external: /\.wasm$/ });
await bundler.write({ file: `${folder}guest.js`, format: "esm", minify: true });

function configuration(script, modules) {
  const list = [`(name = "${script}", esModule = embed "${script}")`, ...modules];
  const file = `${folder}${script}.capnp`;
  writeFileSync(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (compatibilityDate = "2026-11-01", modules = [${list.join(", ")}]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
  );
  return file;
}

const workers = {
  guest: configuration("guest.js", ['(name = "build/main.wasm", wasm = embed "build/main.wasm")']),
  plain: configuration("plain.js", []),
};

/** Milliseconds: until the worker listens, of the first request, and of one of those behind it. */
async function start(configuration) {
  const began = performance.now();
  const args = ["serve", "--control-fd=3", configuration];
  const child = spawn(process.env.WORKERD ?? "workerd", args, { stdio: ["ignore", "ignore", "inherit", "pipe"] });
  const [line] = await once(child.stdio[3], "data");
  const listens = performance.now();
  const ask = async () => (await fetch(`http://127.0.0.1:${JSON.parse(line).port}/hello/Ada`)).text();
  if ((await ask()) !== "Hello, Ada!\n") throw new Error("it answers something else");
  const first = performance.now();
  for (let i = 0; i < REQUESTS; i += 20) await Promise.all(Array.from({ length: 20 }, ask));
  const end = performance.now();
  child.kill("SIGKILL");
  return [listens - began, first - listens, (end - first) / REQUESTS];
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const measured = { guest: [], plain: [] };
for (let i = 0; i < STARTS; i++) for (const name of Object.keys(workers)) measured[name].push(await start(workers[name]));

const kib = (file) => `${(readFileSync(folder + file).length / 1024).toFixed(0)} KiB`;
console.log(`module ${kib("build/main.wasm")}, script ${kib("guest.js")}\n`);
console.log("| | until it listens | first request | each of 20 at a time behind it |\n|---|---|---|---|");
for (const [name, label] of Object.entries({ guest: "guest", plain: "JavaScript" })) {
  const [listens, first, next] = [0, 1, 2].map((i) => median(measured[name].map((run) => run[i])));
  console.log(`| ${label} | ${listens.toFixed(0)} ms | ${first.toFixed(1)} ms | ${next.toFixed(2)} ms |`);
}
