// One computation on one isolate and on two, and messages between two threads, in each way in which a guest can wait here.
// Ratios and rates are medians of five runs in one process.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "../../dist/compiler/build.js";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const file = path("../../build/bench-isolates.wasm");
mkdirSync(path("../../build"), { recursive: true });
const { wasm } = await build({ entry: path("main.ts"), optimize: "-O3" });
writeFileSync(file, wasm);

const run = path("../../tests/hosts/run-guest.js");
const request = { file, args: [], env: {}, preopens: [] };
console.log("| waiting | two isolates beside one | round trips a second | MB a second |\n|---|---|---|---|");
for (const waiting of "Suspending" in WebAssembly ? ["suspend", "block"] : ["block"]) {
  const driver = [run, JSON.stringify({ host: "node", request: { ...request, waiting } })];
  const lines = execFileSync(process.execPath, driver, { encoding: "utf8" }).trim().split("\n");
  const medians = [0, 1, 2].map((i) => lines.map((line) => Number(line.split(" ")[i])).sort((a, b) => a - b)[2]);
  const [ratio, messages, megabytes] = medians;
  console.log(`| \`${waiting}\` | ${ratio.toFixed(2)} times as fast | ${Math.round(messages)} | ${Math.round(megabytes)} |`);
}
