// In a process of another Node: the arguments are the folder with the programs, and the target.

import { readFile } from "node:fs/promises";
import { MemoryDirectory, run } from "as-pollen/edge";
import { runScenarios } from "../scenarios.js";

const [folder, target] = process.argv.slice(2);
const program = async (name: string) => WebAssembly.compile(await readFile(`${folder}/${target}/${name}.wasm`));
const log = new Uint8Array(await readFile(`${folder}/access.log`));
const programs = {
  guest: await program("guest"),
  ticks: await program("ticks"),
  accessLog: await program("accessLog"),
};
const blocks = target === "wasip1" && !("Suspending" in WebAssembly);
process.stdout.write(JSON.stringify(await runScenarios({ run, memory: MemoryDirectory.of, programs, log, blocks })));
