// What the core paths cost, in fuel: the WebAssembly instructions that wasmtime counts while they run. Unlike time it is the
// same on every machine and under any load. `fuel.json` has what each costs; more is a regression, less is to be noted:
//
//   POLLEN_FUEL=write npx vitest run tests/performance/fuel.test.ts
//
// Fuel is not time: all instructions count as one, and memory costs nothing. `npm run bench` has the times.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";

/** Operations of a run, as few as make the start of the program count little; the warm-up is a tenth of them. */
const OPERATIONS = 20_000;
const PER_RUN = 1.1 * OPERATIONS;
/** How much a path may differ from what it is known to cost. */
const TOLERANCE = 0.03;

const wasmtime = requireHost("wasmtime");
const isWriting = process.env.POLLEN_FUEL === "write";
const file = join(repository, "tests/performance/fuel.json");
/** Fuel an operation, by runtime and benchmark (of bench/pollen/main.ts). */
const costs: Record<string, Record<string, number>> = JSON.parse(readFileSync(file, "utf8"));

mkdirSync(join(repository, "build"), { recursive: true });
const folder = mkdtempSync(join(repository, "build/fuel-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
  if (isWriting) writeFileSync(file, `${JSON.stringify(costs, null, 2)}\n`);
});

describe.each(Object.entries(costs))("%s", (runtime, known) => {
  let compiled: Promise<string> | undefined;

  test.runIf(wasmtime)("a task that waits costs the same however many do", async () => {
    compiled ??= compile(runtime as "incremental" | "minimal");
    const program = await compiled;
    const [few, many] = [4000, 40_000]; // were one linear in the number of the others: ten times as much
    const each = measure(program, "idle", few) / few;
    expect(suffices(program, "idle", 1.2 * each * many, many)).toBe(true);
  });

  test.runIf(wasmtime).each(Object.entries(known))("%s takes %d instructions", async (bench, cost) => {
    compiled ??= compile(runtime as "incremental" | "minimal");
    const program = await compiled;
    if (isWriting) {
      known[bench] = Math.round(measure(program, bench, OPERATIONS) / PER_RUN);
      return;
    }
    const total = cost * PER_RUN;
    const runs = (fuel: number) => suffices(program, bench, fuel, OPERATIONS);
    expect(runs(total * (1 + TOLERANCE)), "it takes more than it did").toBe(true);
    expect(runs(total * (1 - TOLERANCE)), "it takes less than it did: note it in fuel.json").toBe(false);
  });
});

async function compile(runtime: "incremental" | "minimal"): Promise<string> {
  const { wasm } = await build({ entry: join(repository, "bench/pollen/main.ts"), runtime, optimize: "-O3" });
  const [source, compiled] = [join(folder, `${runtime}.wasm`), join(folder, `${runtime}.cwasm`)];
  writeFileSync(source, wasm);
  const done = spawnSync(wasmtime as string, ["compile", "-W", "fuel=1", source, "-o", compiled], { encoding: "utf8" });
  if (done.status) throw new Error(done.stderr);
  return compiled;
}

/** Whether a program comes to its end with so much fuel. */
function suffices(program: string, bench: string, fuel: number, operations: number): boolean {
  const options = ["-W", `fuel=${Math.round(fuel)}`, "--allow-precompiled"];
  const { status, stderr } = spawnSync(wasmtime as string, ["run", ...options, program, bench, `${operations}`], {
    encoding: "utf8",
  });
  if (status && !stderr.includes("fuel")) throw new Error(stderr);
  return status === 0;
}

/** Fuel of a run, by trying: to a quarter of an instruction of each operation. */
function measure(program: string, bench: string, operations: number): number {
  let low = 0;
  let high = operations;
  while (!suffices(program, bench, high, operations)) [low, high] = [high, 2 * high];
  while (high - low > operations / 4) {
    const middle = (low + high) / 2;
    if (suffices(program, bench, middle, operations)) high = middle;
    else low = middle;
  }
  return high;
}
