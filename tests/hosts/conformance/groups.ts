// The calls of the conformance suite: every function of preview1 with good input, with each error and at its edges. The
// probe (wasi-fixtures/hosts/probe.ts) makes them, in this world:
//
//   a.txt  b.txt (empty)  sub/  full/{file, inner/}  link -> a.txt  sublink -> sub  loop -> loop  up -> ../x  gone -> none

import { descriptorCalls } from "./calls-descriptors.js";
import { pathCalls } from "./calls-paths.js";
import { processCalls } from "./calls-process.js";

/** Each group is one guest, whose calls follow on each other. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  ...descriptorCalls,
  ...pathCalls,
  ...processCalls,
};

/** Groups whose calls have nothing to do with each other: where one ends the guest, another guest makes the rest. */
export const apart: ReadonlySet<string> = new Set([
  "flags and numbers that there are not",
  "addresses outside of memory",
  "random numbers",
]);
