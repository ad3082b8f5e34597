// Runs many small programs as WebAssembly: built together into one module, each printing under its own header.
//
// A program is a module that exports `async function main(): Promise<void>`. They run one after the other in virtual
// time, each until nothing is left to do. One that traps ends the run, which then starts again behind it.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError, build, type Runtime } from "../../src/compiler/build.js";
import type { Output } from "../../src/hosts/wasi/stdio.js";
import { Wasi } from "../../src/hosts/wasi/wasi.js";
import { repository } from "./pollen.js";

export interface Variant {
  runtime: Runtime;
  /** A level as asc spells it. */
  optimize: string;
  /** Forces collections wherever the runtime allows it: at each suspension, or between jobs under `minimal`. */
  collect?: boolean;
  /** Under `incremental`: collects at each allocation, as a whole or a few steps of it, and overwrites what is freed. */
  collectAlways?: "whole" | "steps";
  /** Counts what begins and ends: a program that leaves something behind says so on a last line. */
  counted?: boolean;
}

export const describeVariant = ({ runtime, optimize, collect }: Variant): string =>
  `${runtime} ${optimize}${collect ? ", collecting" : ""}`;

const prelude = readFileSync(join(repository, "wasi-fixtures/compiler/prelude.ts"), "utf8");
const left = readFileSync(join(repository, "wasi-fixtures/task/left.ts"), "utf8");

/**
 * Compiles programs into one module.
 * @param shared more files that they import, by name
 */
export function buildPrograms(
  sources: readonly string[],
  variant: Variant,
  shared: Readonly<Record<string, string>> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const programs = Object.fromEntries(sources.map((source, i) => [`p${i}.ts`, source]));
  const { counted = false } = variant;
  const files = { ...programs, ...shared, ...(counted && { "left.ts": left }) };
  return buildFiles({ ...files, "main.ts": driver(sources.length, counted) }, variant);
}

/** Compiles files, of which `main.ts` is the entry, into one module that runs in virtual time. */
export async function buildFiles(
  files: Readonly<Record<string, string>>,
  variant: Variant,
): Promise<Uint8Array<ArrayBuffer>> {
  mkdirSync(join(repository, "build"), { recursive: true });
  const folder = mkdtempSync(join(repository, "build/programs-"));
  try {
    for (const [name, text] of Object.entries({ ...files, "prelude.ts": prelude })) {
      writeFileSync(join(folder, name), text);
    }
    const options = [
      "VIRTUAL_TIME",
      ...(variant.collect ? ["COLLECT_AT_SUSPENSION"] : []),
      ...(variant.counted ? ["COUNT"] : []),
    ];
    const used = options.map((name) => `POLLEN_${name}=ASC_TARGET`);
    if (variant.collectAlways === "steps") used.push("COLLECT_IN_STEPS=ASC_TARGET");
    const { wasm } = await build({
      entry: join(folder, "main.ts"),
      baseDir: folder,
      runtime: variant.runtime,
      optimize: variant.optimize,
      flags: [
        ...(variant.collectAlways ? ["--transform", join(repository, "tests/setup/collect-always.mjs")] : []),
        "--enable",
        "simd",
        "--use",
        "abort=prelude/abort",
        ...used.flatMap((use) => ["--use", use]),
      ],
    });
    return wasm;
  } catch (error) {
    throw error instanceof BuildError ? new Error(`${error.message}\n${error.diagnostics}`) : error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the programs from a given one on. */
function driver(count: number, counted: boolean): string {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return `import { run } from "as-pollen";
import { firstProgram } from "./prelude";
${counted ? 'import { describeLeft } from "./left";' : ""}
${numbers.map((i) => `import { main as main${i} } from "./p${i}";`).join("\n")}

function start(program: i32): void {
  switch (program) {
${numbers.map((i) => `    case ${i}: main${i}(); break;`).join("\n")}
  }
}

for (let program = firstProgram(); program < ${count}; program++) {
  print("== " + program.toString());
  start(program);
  run();
  ${counted ? "const left = describeLeft(); if (left.length) print(left);" : ""}
}
`;
}

/** Runs a module from program `first` on; returns what it printed, and why it ended early, if it did. */
export type Runner = (first: number) => { stdout: string; failure: string };

/** Our own WASI host, in this process. */
export function onNode(wasm: Uint8Array<ArrayBuffer>): Runner {
  const module = new WebAssembly.Module(wasm);
  return (first) => {
    let stdout = "";
    const output: Output = {
      isTerminal: false,
      write(buffers) {
        for (const buffer of buffers) stdout += Buffer.from(buffer).toString();
        return buffers.reduce((sum, { length }) => sum + length, 0);
      },
    };
    const wasi = new Wasi({
      args: ["programs", `${first}`],
      env: {},
      stdin: { isTerminal: false, read: () => 0, available: () => 0 },
      stdout: output,
      stderr: output,
      preopens: [],
      clocks: { realtime: () => 0n, monotonic: () => 0n, resolution: { realtime: 1n, monotonic: 1n } },
      sleeper: { token: () => 0, wait: () => {} },
    });
    try {
      const code = wasi.start(new WebAssembly.Instance(module, wasi.imports));
      return { stdout, failure: code ? `exit ${code}` : "" };
    } catch (error) {
      return { stdout, failure: `trap: ${(error as Error).message}` };
    }
  };
}

/** The wasmtime command line, on a file that is compiled to machine code once. */
export function onWasmtime(wasmtime: string, wasm: Uint8Array): Runner & { close(): void } {
  const folder = mkdtempSync(join(repository, "build/wasmtime-"));
  const [file, compiled] = [join(folder, "programs.wasm"), join(folder, "programs.cwasm")];
  writeFileSync(file, wasm);
  const done = spawnSync(wasmtime, ["compile", "-O", "opt-level=0", file, "-o", compiled], { encoding: "utf8" });
  if (done.status) throw new Error(done.stderr);
  const run: Runner = (first) => {
    const { status, stdout, stderr } = spawnSync(wasmtime, ["run", "--allow-precompiled", compiled, `${first}`], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return { stdout, failure: status ? `exit ${status}${stderr.includes("wasm trap") ? ", trap" : ""}` : "" };
  };
  return Object.assign(run, { close: () => rmSync(folder, { recursive: true }) });
}

/** The wasmer command line. */
export function onWasmer(wasmer: string, wasm: Uint8Array): Runner & { close(): void } {
  const folder = mkdtempSync(join(repository, "build/wasmer-"));
  const file = join(folder, "programs.wasm");
  writeFileSync(file, wasm);
  const run: Runner = (first) => {
    const options = { encoding: "utf8", maxBuffer: 1 << 28 } as const;
    const { status, stdout } = spawnSync(wasmer, ["run", file, "--", `${first}`], options);
    return { stdout, failure: status ? `exit ${status}` : "" };
  };
  return Object.assign(run, { close: () => rmSync(folder, { recursive: true }) });
}

/** The lines that each program printed. */
export function runPrograms(count: number, run: Runner): string[][] {
  const printed = Array.from({ length: count }, (): string[] => []);
  for (let first = 0; first < count; ) {
    const { stdout, failure } = run(first);
    let at = first;
    for (const line of stdout.split("\n").slice(0, -1)) {
      const header = /^== (\d+)$/.exec(line);
      if (header) at = Number(header[1]);
      else printed[at]?.push(line);
    }
    if (!failure) break;
    printed[at]?.push(failure);
    first = at + 1;
  }
  return printed;
}
