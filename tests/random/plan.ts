// Which programs a run compares, split over as many test files as there are cores for, and which variants of them.

import { test } from "vitest";
import type { Variant } from "../setup/programs.js";
import { comparePrograms } from "./compare.js";

/** Programs of one module. */
const BATCH = 100;
/** As many batches of a seed as every run of CI compares are compared in all runtimes. */
const THOROUGH = 20;
const DEFAULT = `2026:0:${THOROUGH * BATCH}`;

const RUNTIMES = ["incremental", "minimal", "stub"] as const;

/** A variant with one of the runtimes, by turns. */
function variantOf(turn: number, optimize: string): Variant {
  const runtime = RUNTIMES[turn % RUNTIMES.length] as Variant["runtime"];
  return { runtime, optimize, collect: runtime !== "stub" };
}

/** An optimized one, for speed and for size by turns: what leaves a small module is another matter. */
const optimized = (turn: number) => variantOf(turn, turn % 2 ? "-Oz" : "-O3");

/**
 * The first 20 batches of a seed run in all runtimes without optimization, a quarter of them also optimized, which takes as
 * long as these together; later ones in one runtime by turns, a few of them also optimized. It does not matter where
 * a run begins: a program that is run again runs as it did before.
 */
function variantsOf(batch: number): Variant[] {
  if (batch >= THOROUGH) {
    const plain = variantOf(batch, "-O0");
    return batch % 45 ? [plain] : [plain, optimized(batch / 45)];
  }
  const plain = RUNTIMES.map((_, turn) => variantOf(turn, "-O0"));
  const pair = batch >> 1; // even and odd batches run in two processes: both get the same work
  return pair % 4 ? plain : [...plain, optimized(pair >> 2)];
}

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
  for (let i = file; i * BATCH < count; i += files) {
    const from = first + i * BATCH;
    const size = Math.min(BATCH, count - i * BATCH);
    test(`seed ${seed}, programs ${from} to ${from + size - 1}`, async () => {
      await comparePrograms(seed, from, size, variantsOf(Math.floor(from / BATCH)));
    });
  }
  if (file * BATCH >= count) test.skip("nothing left for this file", () => {});
}
