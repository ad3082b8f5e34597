// A few random programs with every run of the tests; `npm run test:random` compares many.

import { test } from "vitest";
import { comparePrograms } from "./compare.js";

/** Time for the reduction of a program that fails; without one, the tests take seconds. */
const TIMEOUT = 180_000;

test.each([
  { count: 25, runtime: "incremental", optimize: "-O0", collect: true },
  { count: 25, runtime: "minimal", optimize: "-O0", collect: true },
  { count: 8, runtime: "stub", optimize: "-O3" },
  { count: 8, runtime: "minimal", optimize: "-Oz", collect: true },
] as const)(
  "$count random programs: $runtime $optimize",
  ({ count, ...variant }) => comparePrograms(1, 0, count, [variant]),
  TIMEOUT,
);
