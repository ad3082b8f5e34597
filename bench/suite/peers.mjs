// Who takes part: each peer's programs, the lines it has, and where it does less of a line's work because it is slow.

import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../dist/compiler/build.js";
import { lines } from "./lines.mjs";
import { c, go, precompiled, rust } from "./toolchains.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ownOnly = ["switch", "await_ready", "await_call", "mutex", "scope", "cancel", "rest"];
const all = lines.map(({ name }) => name);
const contract = all.filter((name) => !ownOnly.includes(name));
const tasks = ["spawn_join", "spawn_await", "yield2", "yield1000", "chan64", "chan0", "chan_mp", "idle"];
const timed = contract.filter((name) => name !== "hello");

/** Builds a program of Pollen's. @returns its file */
async function compile(source, runtime, optimize, folder) {
  const { wasm } = await build({ entry: join(root, `bench/${source}.ts`), runtime, optimize });
  const file = join(folder, `${source.replace("/", "-")}-${runtime}${optimize}.wasm`);
  writeFileSync(file, wasm);
  return file;
}

/**
 * @param folder for what is made @param runtime of Pollen's modules
 * @returns each with `name`, `kind`, `lines`, `programs` (by name, what makes the command; throws if it is missing), `less`
 *   (work by line)
 */
export function peers(folder, runtime) {
  const modules = new Map();
  const pollen = (source) => {
    if (!modules.has(source)) modules.set(source, compile(source, runtime, "-O3", folder));
    return modules.get(source);
  };
  const onWasmtime = (file) => precompiled(file, folder);
  const onNode = (file) => [process.execPath, "--no-warnings", join(root, "dist/cli/main.js"), "run", file, "--"];
  /** @param make gives the file of a program */
  const made = (run, make, names = ["bench", "hello"]) =>
    Object.fromEntries(names.map((name) => [name, async () => run(await make(name))]));
  const sources = { bench: "pollen/main", hello: "pollen/hello", machines: "machines/main" };
  const own = (run) => made(run, (name) => pollen(sources[name]), Object.keys(sources));
  const node = [process.execPath, join(root, "bench/peers/node/main.mjs")];
  return [
    { name: "Pollen", kind: "wasm", lines: all, programs: own(onWasmtime) },
    {
      name: "tokio",
      kind: "wasm",
      lines: contract,
      programs: made(onWasmtime, (name) => rust(name === "bench" ? "tokio" : name, "wasm")),
    },
    { name: "async-executor", kind: "wasm", lines: tasks, programs: made(onWasmtime, () => rust("asyncexec", "wasm"), ["bench"]) },
    { name: "LocalPool", kind: "wasm", lines: tasks, programs: made(onWasmtime, () => rust("localpool", "wasm"), ["bench"]) },
    {
      name: "Go",
      kind: "wasm",
      lines: contract,
      programs: made(onWasmtime, (name) => go(name, "wasm")),
      less: { spawn_join: 100_000, spawn_await: 200_000, yield2: 500_000, yield1000: 500_000, chan0: 400_000, chan_mp: 500_000 },
      rounds: { timers: 1 },
    },
    { name: "C", kind: "floor", lines: contract, programs: made(onWasmtime, (name) => c(name, "wasm")) },
    { name: "Pollen, V8", kind: "v8", lines: all, programs: own(onNode) },
    {
      name: "promises, V8",
      kind: "v8",
      lines: all,
      programs: { bench: () => node, hello: () => [...node, "hello"] },
      less: { chan_mp: 500_000, cancel: 2000 }, // each signal that loses a listener looks at all of them
    },
    { name: "tokio, native", kind: "native", lines: timed, programs: { bench: () => [rust("tokio", "native")] } },
    { name: "Go, native", kind: "native", lines: timed, programs: { bench: () => ["env", "GOMAXPROCS=1", go("bench", "native")] } },
    { name: "C, native", kind: "native", lines: timed, programs: { bench: () => [c("bench", "native")] } },
  ];
}

/** Which of a peer's programs has a line. */
export function programOf(peer, { program }) {
  return peer.programs[program] ? program : "bench";
}

/** Bytes of each module that says hello, built for size with its own toolchain; an Error where there is none. */
export async function helloSizes(folder) {
  const sizes = {};
  const measure = async (name, make) => {
    try {
      sizes[name] = statSync(await make()).size;
    } catch (error) {
      sizes[name] = error;
    }
  };
  for (const runtime of ["minimal", "incremental", "stub"]) {
    await measure(`Pollen, ${runtime}`, () => compile("pollen/hello", runtime, "-Oz", folder));
  }
  await measure("tokio", () => rust("hello", "wasm"));
  await measure("Go", () => go("hello", "wasm"));
  await measure("C", () => c("hello", "wasm", "-Oz"));
  return sizes;
}
