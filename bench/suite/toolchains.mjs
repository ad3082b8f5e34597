// Builds the peers with what the machine has. Whatever cannot be built is taken, ready-made, from beside the repository if it
// is there ($POLLEN_PEERS, else ../shared/bench); else the table says that the peer is missing, and why.

import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = join(root, "bench/peers");
const built = join(root, "build/peers");
const readyMade = process.env.POLLEN_PEERS ?? join(root, "../shared/bench");

/** The program of that name: of its variable ($WASMTIME), else on PATH. */
export function program(name) {
  const named = process.env[name.toUpperCase()];
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  const found = named ?? onPath.find(isExecutable);
  if (!found) throw new Error(`${name} is not on PATH`);
  return found;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** zig's C compiler: of $ZIG, on PATH, or of PyPI's `ziglang` in a Python that has it. */
function zig() {
  try {
    return [program("zig")];
  } catch {
    if (spawnSync("python3", ["-m", "ziglang", "version"]).status === 0) return ["python3", "-m", "ziglang"];
    throw new Error("zig is not here (pip install ziglang)");
  }
}

function make([command, ...args], options = {}) {
  const stdio = ["ignore", "ignore", "pipe"];
  try {
    execFileSync(command, args, { stdio, ...options, env: { ...process.env, ...options.env } });
  } catch (error) {
    const [reason = error.message] = String(error.stderr ?? "").trim().split("\n");
    throw new Error(`${command} failed: ${reason}`);
  }
}

/** @param source bench.c or hello.c @param system "wasm" or "native" */
export function c(source, system, level = "-O3") {
  const file = join(built, `${source}.${system}`);
  const target = system === "wasm" ? ["-target", "wasm32-wasi"] : [];
  const options = [...target, level, "-s", "-Wno-unused-result"];
  const compile = () => make([...zig(), "cc", ...options, "-o", file, join(sources, "c", `${source}.c`)]);
  return madeOrReady(compile, file, { wasm: `modules/c-${source}.wasm`, native: `native/c-${source}` }[system]);
}

export function go(source, system) {
  const file = join(built, `go-${source}.${system}`);
  const env = system === "wasm" ? { GOOS: "wasip1", GOARCH: "wasm" } : {};
  const compile = () =>
    make([program("go"), "build", "-ldflags=-s -w", "-o", file, `./${source}`], { cwd: join(sources, "go"), env });
  return madeOrReady(compile, file, system === "wasm" && `modules/go-${source}.wasm`);
}

let crates = {};

/** All Rust programs of a system are built at once. @param source tokio, asyncexec, localpool or hello */
export function rust(source, system) {
  const target = system === "wasm" ? ["--target", "wasm32-wasip1"] : [];
  const folder = join(built, "rust", system === "wasm" ? "wasm32-wasip1/release" : "release");
  const compile = () => {
    if (crates[system] instanceof Error) throw crates[system];
    try {
      crates[system] ??= make(
        [program("cargo"), "build", "--release", "--target-dir", join(built, "rust"), ...target],
        { cwd: join(sources, "rust") },
      ) ?? true;
    } catch (error) {
      crates[system] = error;
      throw error;
    }
  };
  const file = join(folder, system === "wasm" ? `${source}.wasm` : source);
  const names = { wasm: `modules/${source}-bench.wasm`, native: `native/${source}-bench` };
  return madeOrReady(compile, file, names[system]);
}

/** What `compile` makes, or the ready-made file. */
function madeOrReady(compile, file, ready) {
  mkdirSync(built, { recursive: true });
  try {
    compile();
    return file;
  } catch (error) {
    const instead = ready && join(readyMade, ready);
    if (instead && existsSync(instead)) return instead;
    throw error;
  }
}

/** Machine code of a module, for wasmtime. @returns the command that runs it */
export function precompiled(module, folder) {
  const wasmtime = program("wasmtime");
  const out = join(folder, `${module.replaceAll(/[^\w]+/g, "-").slice(-80)}.cwasm`);
  make([wasmtime, "compile", "-C", "cache=n", module, "-o", out]);
  return [wasmtime, "run", "--allow-precompiled", out];
}
