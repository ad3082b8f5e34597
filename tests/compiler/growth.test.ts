// Code size and compile time grow with the number of awaits, and no faster.

import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { folderWith } from "../setup/pollen.js";

const counts = [50, 100, 200, 400, 800];

/** Bodies with `count` awaits. */
const bodies: Record<string, (count: number) => string> = {
  "in a row": (count) => repeat(count, (i) => `  sum += await next(${i});\n`),
  "in one expression": (count) => `  sum = ${repeat(count, (i) => `(await next(${i})) + `)}0;\n`,
  "in branches and loops": (count) =>
    repeat(count / 2, (i) => `  if (await next(sum)) for (let i = 0; i < 2; i++) sum ^= await next(${i});\n`),
  "of results that all live on": (count) =>
    `${repeat(count, (i) => `  const v${i} = await next(${i});\n`)}  sum = ${repeat(count, (i) => `v${i} + `)}0;\n`,
};

function repeat(count: number, part: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => part(i)).join("");
}

function program(body: string): string {
  return `import { yieldNow } from "as-pollen";
async function next(n: i32): Promise<i32> { await yieldNow(); return n; }
async function many(): Promise<i32> {
  let sum = 0;
${body}  return sum;
}
export async function main(): Promise<i32> { return await many(); }
`;
}

/** Size of the module, and time of this process that its compilation took. */
async function measure(source: string): Promise<{ size: number; time: number }> {
  const folder = folderWith({ "program.ts": source });
  const start = process.cpuUsage().user;
  const { wasm } = await build({ entry: join(folder, "program.ts"), baseDir: folder, optimize: "-O0" });
  return { size: wasm.length, time: process.cpuUsage().user - start };
}

test.each(Object.entries(bodies))("awaits %s", async (_, body) => {
  await measure(program(body(2))); // the first build loads the compiler
  const without = await measure(program(body(2)));
  const perAwait: number[] = [];
  const times: number[] = [];
  for (const count of counts) {
    const { size, time } = await measure(program(body(count)));
    perAwait.push((size - without.size) / count);
    times.push(time);
  }
  expect(Math.max(...perAwait) / Math.min(...perAwait), `bytes an await: ${perAwait}`).toBeLessThan(1.5);
  // eight times as many, with what a module takes in any case: a quadratic step would show as 20 and more
  expect((times[4] ?? 0) / (times[1] ?? 1), `microseconds: ${times}`).toBeLessThan(8);
});
