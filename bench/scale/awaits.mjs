// Functions of 1 to 1,000 awaits, beside the same functions with plain calls: how large, how long to compile, how fast.

import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../dist/compiler/build.js";
import { resultsIn } from "../../dist/bench/results.js";

const TOTAL = 1_000_000;

/** A program with a function of so many calls, awaited or not. */
function source(calls, isAsync) {
  const call = isAsync ? "await number(i)" : "number(i)";
  const statements = Array.from({ length: calls }, (_, k) => `  sum = sum * ${(k % 7) + 3} + ${call};\n`).join("");
  const [type, result] = isAsync ? ["async ", "Promise<i32>"] : ["", "i32"];
  return `import { clock, report } from "./measure";
let sink = 0;
${type}function number(i: i32): ${result} { sink += i; return sink; }
${type}function many(i: i32): ${result} {
  let sum = 0;
${statements}  return sum;
}
export async function main(): Promise<void> {
  const times = ${Math.max(1, TOTAL / calls)};
  let sum = 0;
  for (let i = 0; i < times / 10; i++) sum += ${isAsync ? "await " : ""}many(i);
  const began = clock();
  for (let i = 0; i < times; i++) sum += ${isAsync ? "await " : ""}many(i);
  report("time", (clock() - began) / times / ${calls}, "ns");
  if (sum == 1) console.log("");
}
`;
}

async function compile(folder, calls, isAsync) {
  const entry = join(folder, `${isAsync ? "awaits" : "calls"}-${calls}.ts`);
  writeFileSync(entry, source(calls, isAsync));
  const began = performance.now();
  const { wasm } = await build({ entry, baseDir: folder, optimize: "-O3" });
  const ms = performance.now() - began;
  const file = entry.replace(/ts$/, "wasm");
  writeFileSync(file, wasm);
  return { file, bytes: wasm.length, ms };
}

/** @param run runs a module, and gives what it printed @returns a point for each number of awaits */
export async function awaits(folder, numbers, run, tell) {
  copyFileSync(fileURLToPath(new URL("../pollen/measure.ts", import.meta.url)), join(folder, "measure.ts"));
  await compile(folder, 1, true); // so that what V8 makes of the compiler is there
  const points = [];
  for (const n of numbers) {
    tell(`awaits, ${n}`);
    const [own, plain] = [await compile(folder, n, true), await compile(folder, n, false)];
    const [time] = resultsIn(run(own.file));
    points.push({
      n,
      "ns an await": time.value,
      "KiB of code": own.bytes / 1024,
      "KiB with plain calls": plain.bytes / 1024,
      "ms to compile": own.ms,
      "ms with plain calls": plain.ms,
    });
  }
  return points;
}
