// Any number of locals lives across an await, at the edges of what the words of live bits hold.

import { expect, test } from "vitest";
import { buildPrograms, onNode, runPrograms, type Variant } from "../setup/programs.js";
import { runUnderV8 } from "../setup/v8.js";

const counts = [1, 31, 32, 33, 64, 65, 255, 256, 257, 400];
const variants: Variant[] = [
  { runtime: "incremental", optimize: "-O0", collect: true },
  { runtime: "minimal", optimize: "-O0", collect: true },
];

/** Locals of one type, set before an await, every third one anew after it, and all read after the next. */
function program(count: number, type: string, value: (i: number) => string, show: (name: string) => string): string {
  const each = (line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join("\n");
  return `import { sleep, yieldNow } from "as-pollen";
async function text(n: i32): Promise<string> {
  await yieldNow();
  return \`text \${n}\`;
}
export async function main(): Promise<void> {
${each((i) => `  let v${i}: ${type} = ${value(i)};`)}
  await sleep(1);
${each((i) => (i % 3 ? "" : `  v${i} = ${value(i + 1000)};`))}
  await text(1);
  let all = "";
${each((i) => `  all += ${show(`v${i}`)} + " ";`)}
  print(all);
}
`;
}

const text = (i: number): string => `"s" + (${i}).toString()`;
const programs = [
  ...counts.map((count) => program(count, "string", text, (name) => name)),
  program(
    40,
    "string",
    (i) => `await text(${i})`,
    (name) => name,
  ),
  program(300, "i32", String, (name) => `${name}.toString()`),
  program(
    100,
    "i64",
    (i) => `i64(${i})`,
    (name) => `${name}.toString()`,
  ),
  program(
    100,
    "f64",
    (i) => `${i}.25`,
    (name) => `num(${name})`,
  ),
];

test.each(variants)("locals across awaits: $runtime $optimize", async (variant) => {
  const printed = runPrograms(programs.length, onNode(await buildPrograms(programs, variant)));
  const expected: string[][] = [];
  for (const source of programs) expected.push(await runUnderV8(source));
  expect(printed).toEqual(expected);
});

/** Loops with an await that waits and one of an operation that is done, which goes on at once: what lives across both. */
const atOnce = `import { Channel, yieldNow } from "as-pollen";
async function waitsBehind(channel: Channel<i32>, x: i32, name: string): Promise<string> {
  let sum = 0;
  for (let n = 0; n < 20; n++) {
    const v = await channel.receive();
    sum += v + x + name.length;
    await yieldNow();
  }
  return \`\${name} \${sum}\`;
}
async function waitsSometimes(channel: Channel<i32>, x: i32, name: string): Promise<string> {
  let sum = 0;
  for (let n = 0; n < 20; n++) {
    if (n % 3 == 0) await yieldNow();
    const v = await channel.receive();
    if (n % 5 == 0) await yieldNow();
    sum += v + x + name.length;
  }
  return \`\${name} \${sum}\`;
}
export async function main(): Promise<void> {
  const channel = new Channel<i32>(64);
  for (let i = 0; i < 40; i++) await channel.send(i);
  print(await waitsBehind(channel, 1000, "behind"));
  print(await waitsSometimes(channel, 100, "sometimes"));
}
`;

test.each(variants)("locals across awaits that go on at once: $runtime $optimize", async (variant) => {
  const printed = runPrograms(1, onNode(await buildPrograms([atOnce], variant)));
  expect(printed).toEqual([["behind 20310", "sometimes 2770"]]);
});
