// Random task trees, cancelled at random times: every `finally` runs exactly once, no scope ends before what is in it, and
// no timer or context is left.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Runtime } from "../../src/compiler/build.js";
import { compile, readString, start } from "../core/instance.js";

/** What `wasi-fixtures/task/tree.ts` can do. */
const kinds = 13;

interface Step {
  kind: number;
  argument: number;
  children: Step[];
}

const stepOf = (depth: number): fc.Arbitrary<Step> =>
  fc.record({
    kind: fc.nat(kinds - 1),
    argument: fc.nat(20),
    children: depth ? fc.array(stepOf(depth - 1), { maxLength: 4 }) : fc.constant([]),
  });

const flatten = ({ kind, argument, children }: Step): number[] => [
  kind,
  argument,
  children.length,
  ...children.flatMap(flatten),
];

interface Guest {
  push(n: number): void;
  execute(cancelAt: number): number;
  complaint(i: number): number;
}

describe.each(["incremental", "minimal", "stub"] as Runtime[])("%s", (runtime) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    const defined = ["POLLEN_VIRTUAL_TIME", "POLLEN_COLLECT_AT_SUSPENSION"];
    module = await compile("task/tree.ts", {
      runtime,
      optimize: "-O1",
      flags: defined.flatMap((name) => ["--use", `${name}=ASC_TARGET`]),
    });
  });

  test("whatever is planned, and whenever it is cancelled", () => {
    const { exports } = start<Guest>(module);
    fc.assert(
      fc.property(stepOf(5), fc.nat(60), (root, cancelAt) => {
        for (const number of flatten(root)) exports.push(number);
        const count = exports.execute(cancelAt);
        const complaints = Array.from({ length: count }, (_, i) => readString(exports.memory, exports.complaint(i)));
        expect(complaints).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
