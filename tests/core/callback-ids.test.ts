// The table that finds callback timers by their identifiers, against a Map.

import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, start } from "./instance.js";

interface Table {
  add(id: number, timer: number): void;
  remove(id: number): void;
  find(id: number): number;
}

/** Identifiers that follow each other, as they are given out, and any others. */
const ids = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })), {
  minLength: 1,
  maxLength: 200,
});

test("an identifier finds its timer, whatever was added and removed", async () => {
  const module = await compile("core/callback-ids.ts");
  fc.assert(
    fc.property(ids, fc.array(fc.nat(1_000_000), { maxLength: 400 }), (ids, picks) => {
      const table = start<Table>(module).exports;
      const model = new Map<number, number>();
      for (const pick of picks) {
        const id = ids[pick % ids.length] as number;
        if (model.delete(id)) table.remove(id);
        else {
          model.set(id, pick + 1);
          table.add(id, pick + 1);
        }
        expect(ids.map((id) => table.find(id))).toEqual(ids.map((id) => model.get(id) ?? 0));
      }
    }),
    { numRuns: 50 },
  );
});
