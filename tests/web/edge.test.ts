// `as-pollen/edge` on this Node, in this process.

import { expect, test } from "vitest";
import { run } from "../../src/hosts/edge.js";
import { expectedOutcomes } from "./outcomes.js";
import { buildPrograms, compile, log } from "./programs.js";
import { runScenarios } from "./scenarios.js";

test.each(["wasip1", "wasip1-reactor"] as const)("%s", async (target) => {
  const programs = await compile(await buildPrograms(target));
  const way = target === "wasip1-reactor" ? "tick" : "Suspending" in WebAssembly ? "suspend" : "block";
  const outcomes = await runScenarios({ run, programs, log, blocks: way === "block" });
  expect(outcomes).toEqual(expectedOutcomes(way));
});
