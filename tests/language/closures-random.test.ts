// Random programs about closures print as .wasm what they print under V8. `CLOSURES_SEED` and `CLOSURES_PROGRAMS` choose
// others.

import { expect, test } from "vitest";
import { buildPrograms, describeVariant, onNode, runPrograms, type Variant } from "../setup/programs.js";
import { runUnderV8 } from "../setup/v8.js";
import { closureProgram } from "./closures-programs.js";

const first = Number(process.env.CLOSURES_SEED ?? 1);
const count = Number(process.env.CLOSURES_PROGRAMS ?? 16);

const variants: Variant[] = [
  { runtime: "incremental", optimize: "-O0", collect: true },
  { runtime: "minimal", optimize: "-O3", collect: true },
  { runtime: "stub", optimize: "-Oz" },
];

test(`programs ${first} to ${first + count - 1}`, { timeout: 60_000 + count * 10_000 }, async () => {
  const seeds = Array.from({ length: count }, (_, i) => first + i);
  const sources = seeds.map(closureProgram);
  const expected = await Promise.all(sources.map(runUnderV8));
  for (const variant of variants) {
    const printed = runPrograms(count, onNode(await buildPrograms(sources, variant)));
    const different = seeds.filter((_, i) => printed[i]?.join("\n") !== expected[i]?.join("\n"));
    expect(different, `seeds that differ under ${describeVariant(variant)}`).toEqual([]);
  }
});
