// The incremental collector works in bounded steps. What it does at a time is not seen, but how often it is asked until it has
// been through a heap is: it is asked for each KiB that is allocated.

import { expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { folderWith } from "../setup/pollen.js";
import { onNode } from "../setup/programs.js";

const STRINGS = 100_000;
/** What it may do at a time, and what an object costs that it visits or goes past. */
const BUDGET = 2048;

const program = `
let freed = 0;
// @ts-ignore: decorator
@global function __finalize(object: usize): void { freed++; }

const kept = new Array<string>(${STRINGS});

export async function main(): Promise<void> {
  for (let i = 0; i < kept.length; i++) kept[i] = i.toString();
  __collect();
  freed = 0;
  let kibibytes = 0;
  for (; !freed; kibibytes++) new ArrayBuffer(1000);
  console.log(kibibytes.toString());
}
`;

test.each([
  { cost: 10, flags: [] },
  { cost: 1, flags: ["--use", "ASC_GC_MARKCOST=1"] },
])("a string that it goes past costs $cost", async ({ cost, flags }) => {
  const folder = folderWith({ "main.ts": program });
  const atOnce = ["--use", "ASC_GC_IDLEFACTOR=100"]; // it begins again as soon as it has ended
  const { wasm } = await build({ entry: `${folder}/main.ts`, optimize: "-O1", flags: [...atOnce, ...flags] });
  const { stdout, failure } = onNode(wasm)(0);
  expect(failure).toBe("");
  const steps = (STRINGS * cost) / BUDGET;
  expect(Number(stdout)).toBeGreaterThan(0.9 * steps);
  expect(Number(stdout)).toBeLessThan(1.5 * steps + 20);
});
