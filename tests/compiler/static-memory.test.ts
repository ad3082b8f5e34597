// Nothing that is in memory from the start lies where the heap or the stack is.

import { join } from "node:path";
import untyped from "assemblyscript/binaryen";
import { expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { repository } from "../setup/pollen.js";

/** What its type declarations do not have yet. */
interface Segments {
  getNumDataSegments(): number;
  getDataSegmentByIndex(i: number): number;
  getDataSegmentInfo(ref: number): { offset: number; data: ArrayBuffer };
}

test.each(["incremental", "minimal", "stub"] as const)("%s", async (runtime) => {
  // what the last phases compile for it has constants of its own
  const entry = join(repository, "examples/echo/main.ts");
  const { wasm } = await build({ entry, runtime, optimize: "-O0", debug: true });
  const m = untyped.readBinary(wasm) as InstanceType<typeof untyped.Module> & Segments;
  const { init } = untyped.getGlobalInfo(
    m.getGlobal(`~lib/memory/${runtime === "incremental" ? "__data_end" : "__heap_base"}`),
  );
  const { value: end } = untyped.getExpressionInfo(init) as { value?: number };
  const ends = Array.from({ length: m.getNumDataSegments() }, (_, i) => {
    const { offset, data } = m.getDataSegmentInfo(m.getDataSegmentByIndex(i));
    return offset + data.byteLength;
  });
  expect(ends.length).toBeGreaterThan(10);
  expect(Math.max(...ends)).toBeLessThanOrEqual(end as number);
});
