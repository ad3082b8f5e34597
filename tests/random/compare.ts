// Runs random programs as .wasm and compares what they print with V8. A failure names the seed and the number of the
// program, and shows it reduced.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";
import {
  buildPrograms,
  describeVariant,
  onNode,
  onWasmtime,
  type Runner,
  runPrograms,
  type Variant,
} from "../setup/programs.js";
import { runUnderV8 } from "../setup/v8.js";
import { listOf } from "./choices.js";
import { programOf } from "./program.js";
import { reduce } from "./reduce.js";

/** How long a failing program is made smaller. */
const REDUCTION_MS = 60_000;

const definitions = readFileSync(join(repository, "wasi-fixtures/random/definitions.ts"), "utf8");
const shared = { "definitions.ts": definitions };

/** Compares the programs `first` to `first + count - 1` of a seed; throws at the first difference. */
export async function comparePrograms(
  seed: number,
  first: number,
  count: number,
  variants: readonly Variant[],
): Promise<void> {
  const programs = Array.from({ length: count }, (_, i) => programOf(listOf(seed, first + i)));
  const expected: string[][] = [];
  for (const program of programs) expected.push(await runUnderV8(definitions + program));
  for (const variant of variants) {
    const wasm = await buildPrograms(programs, variant, shared);
    for (const { name, run, close } of runnersOf(wasm)) {
      const printed = runPrograms(count, run);
      close();
      const wrong = printed.findIndex((lines, i) => lines.join("\n") !== expected[i]?.join("\n"));
      if (wrong < 0) continue;
      const program = await reduce(programs[wrong] as string, differs(variant), Date.now() + REDUCTION_MS);
      throw new Error(
        `program ${first + wrong} of seed ${seed} differs from V8 (${describeVariant(variant)}, ${name})\n` +
          `run it again: POLLEN_RANDOM=${seed}:${first + wrong}:1 npm run test:random\n\n` +
          `${program}\n${difference(printed[wrong] ?? [], expected[wrong] ?? [])}`,
      );
    }
  }
}

interface NamedRunner {
  name: string;
  run: Runner;
  close(): void;
}

function runnersOf(wasm: Uint8Array<ArrayBuffer>): NamedRunner[] {
  const wasmtime = requireHost("wasmtime");
  const node = { name: "Node", run: onNode(wasm), close() {} };
  if (!wasmtime) return [node];
  const run = onWasmtime(wasmtime, wasm);
  return [node, { name: "wasmtime", run, close: run.close }];
}

/** Whether a candidate of the reduction still prints something else on Node. */
function differs(variant: Variant): (program: string) => Promise<boolean> {
  return async (program) => {
    try {
      const [printed] = runPrograms(1, onNode(await buildPrograms([program], variant, shared)));
      const expected = await runUnderV8(definitions + program);
      return expected.at(-1)?.startsWith("end ") === true && printed?.join("\n") !== expected.join("\n");
    } catch {
      return false; // no program
    }
  };
}

/** The lines from the first that differs on. */
function difference(printed: readonly string[], expected: readonly string[]): string {
  const from = expected.findIndex((line, i) => line !== printed[i]);
  const at = from < 0 ? expected.length : from;
  const part = (lines: readonly string[]): string => lines.slice(at, at + 5).join("\n    ");
  return `from line ${at + 1} on\n  V8 prints\n    ${part(expected)}\n  instead of\n    ${part(printed)}`;
}
