#!/usr/bin/env node
// npm run bench [-- --rounds 5] [--only yield2,idle] [--runtime incremental|minimal]
//
// Pollen beside state machines written by hand and beside V8's own promises. Rounds are interleaved (round, then
// benchmark, then peer), each measurement is a fresh process, the figure is the median, its range in brackets.
// wasmtime runs machine code that was compiled before.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../", import.meta.url));
const { build } = await import("../dist/compiler/build.js").catch(() => {
  console.error("bench: dist/ is missing. Run npm run build first.");
  process.exit(1);
});

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    runtime: { type: "string", default: "incremental" },
  },
});

/** Names and sizes are those of the common benchmark suite; `what` explains the figure. */
const benches = {
  yield2: { n: 4_000_000, what: "switch between 2 tasks, ns" },
  yield1000: { n: 4_000_000, what: "switch among 1,000 tasks, ns" },
  await_ready: { n: 1_000_000, what: "await of a ready call, ns" },
  spawn_await: { n: 1_000_000, what: "spawn a task and await it, ns" },
  spawn_join: { n: 1_000_000, what: "spawn 1,000,000 tasks, join them, ns a task" },
  chan64: { n: 2_000_000, what: "message through a channel of 64, ns" },
  chan0: { n: 2_000_000, what: "message through a rendezvous channel, ns" },
  chan_mp: { n: 2_000_000, what: "message from one of 100 producers through a channel of 64, ns" },
  mutex: { n: 2_000_000, what: "lock handed over between 2 tasks, ns" },
  scope: { n: 1_000_000, what: "scope with 1,000 tasks, ns a task" },
  cancel: { n: 100_000, what: "cancel 100,000 sleeping tasks, ns a task" },
  timers: { n: 1_000_000, what: "1,000,000 timers within 1 s, ms beyond that" },
  idle: { n: 100_000, what: "memory of a suspended task, bytes" },
};
/** What the hand-written classes have no counterpart of. */
const lackedByClasses = new Set(["await_ready", "chan64", "chan0", "chan_mp", "mutex", "scope", "cancel", "timers"]);

const wasmtime = process.env.WASMTIME ?? onPath("wasmtime");
mkdirSync(join(root, "build"), { recursive: true });
const folder = mkdtempSync(join(root, "build/bench-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

const pollen = await module("pollen");
const classes = await module("classes");
const node = (file) => [process.execPath, join(root, "dist/cli/main.js"), "run", file, "--"];
const peers = {
  "Pollen, V8": { command: node(pollen) },
  "classes, V8": { command: node(classes), lacks: lackedByClasses },
  "promises, V8": { command: [process.execPath, join(root, "bench/v8.mjs")] },
  ...(wasmtime && {
    "Pollen, wasmtime": { command: [wasmtime, "run", "--allow-precompiled", precompiled(pollen)] },
    "classes, wasmtime": {
      command: [wasmtime, "run", "--allow-precompiled", precompiled(classes)],
      lacks: lackedByClasses,
    },
  }),
};

const chosen = Object.keys(benches).filter((name) => !options.only || options.only.split(",").includes(name));
const figures = new Map(chosen.map((bench) => [bench, new Map()]));
for (let round = 0; round < Number(options.rounds); round++) {
  for (const bench of chosen) for (const [name, peer] of Object.entries(peers)) {
    if (peer.lacks?.has(bench)) continue;
    const value = measure(peer.command, bench, benches[bench].n);
    const list = figures.get(bench);
    list.set(name, [...(list.get(name) ?? []), value]);
  }
}

console.log(`runtime ${options.runtime}, ${options.rounds} rounds, Node ${process.version}${wasmtime ? "" : ", no wasmtime"}`);
for (const [bench, list] of figures) {
  console.log(`\n${bench}: ${benches[bench].what}`);
  const own = { V8: median(list.get("Pollen, V8")), wasmtime: median(list.get("Pollen, wasmtime") ?? []) };
  for (const [name, values] of list) {
    const sorted = values.toSorted((a, b) => a - b);
    const range = `[${show(sorted[0])} .. ${show(sorted.at(-1))}]`;
    const [kind, engine] = name.split(", ");
    const ratio = kind === "Pollen" ? "" : `   Pollen takes ${(own[engine] / median(values)).toFixed(2)} times this`;
    console.log(`  ${name.padEnd(18)} ${show(median(values)).padStart(8)}  ${range.padEnd(20)}${ratio}`);
  }
}

console.log("\nhello: a task that sleeps 1 ms, its result printed; bytes at -Oz");
for (const runtime of ["minimal", "stub", "incremental"]) {
  const { wasm } = await build({ entry: join(root, "bench/hello.ts"), runtime, optimize: "-Oz" });
  console.log(`  ${runtime.padEnd(18)} ${String(wasm.length).padStart(8)}`);
}

console.log(`
Not measured: compile time, cold start, I/O, cancelled timers, CPU time, peak memory, other engines. The
classes have no promise of a ready call, no channels, no timers, no errors and results of one type; V8's memory is the growth of the
whole process, Pollen's that of the linear memory, which grows in steps.`);

/** Builds a guest of this folder; returns its file. */
async function module(name) {
  const { wasm } = await build({
    entry: join(root, `bench/${name}.ts`),
    runtime: options.runtime,
    optimize: "-O3",
  });
  const file = join(folder, `${name}.wasm`);
  writeFileSync(file, wasm);
  return file;
}

function precompiled(file) {
  const out = file.replace(/wasm$/, "cwasm");
  const { status, stderr } = spawnSync(wasmtime, ["compile", file, "-o", out], { encoding: "utf8" });
  if (status !== 0) throw new Error(`wasmtime compile: ${stderr}`);
  return out;
}

function measure([program, ...args], bench, n) {
  const { stdout, stderr } = spawnSync(program, [...args, bench, String(n)], { encoding: "utf8", timeout: 120_000 });
  const [, value] = /^RESULT \S+ (\S+)/m.exec(stdout) ?? [];
  if (value === undefined) throw new Error(`${program} ${args.join(" ")} ${bench}: ${stderr}`);
  return Number(value);
}

function median(values = []) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function show(value) {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function onPath(name) {
  return (process.env.PATH ?? "").split(delimiter).map((at) => join(at, name)).find(existsSync);
}
