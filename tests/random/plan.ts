// Which programs a run compares, split over as many test files as there are cores for.

import { test } from "vitest";
import { comparePrograms, variantsOf } from "./compare.js";

/** Programs of one module. */
const BATCH = 100;
const DEFAULT = "2026:0:2000";

/** `seed:first:count`, or only the seed; the seed `new` is another one each time. */
function parsePlan(text: string): { seed: number; first: number; count: number } {
  const [seed = "", first = "0", count = "2000"] = text.split(":");
  return {
    seed: seed === "new" ? Date.now() % 1_000_000_000 : Number(seed),
    first: Number(first),
    count: Number(count),
  };
}

/** Defines the tests of every `files`-th batch. */
export function planTests(file: number, files: number): void {
  const { seed, first, count } = parsePlan(process.env.POLLEN_RANDOM ?? DEFAULT);
  for (let batch = file; batch * BATCH < count; batch += files) {
    const from = first + batch * BATCH;
    const size = Math.min(BATCH, count - batch * BATCH);
    test(`seed ${seed}, programs ${from} to ${from + size - 1}`, async () => {
      await comparePrograms(seed, from, size, variantsOf(batch));
    });
  }
  if (file * BATCH >= count) test.skip("nothing left for this file", () => {});
}
