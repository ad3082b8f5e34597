import fc from "fast-check";
import { expect, test } from "vitest";
import { expected, fixture, lines } from "./fixture.js";
import { feedAll, finish, monitor, newGuest } from "./guest.js";

test("the report on the fixture is that of an independent implementation", async () => {
  const { report, rejected } = await monitor(fixture);
  expect(report).toBe(expected);
  expect(rejected.length).toBe(0);
});

test("the report does not depend on how the bytes arrive", async () => {
  for (const most of [7, 4096]) expect((await monitor(fixture, most)).report).toBe(expected);
});

test("lines dealt to several inputs give the report of the whole, in whatever order the inputs are read", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 5 }), fc.infiniteStream(fc.nat()), async (count, numbers) => {
      const next = () => numbers.next().value as number;
      const dealt: Buffer[][] = Array.from({ length: count }, () => []);
      for (const line of lines) dealt[next() % count]?.push(line, Buffer.from("\n"));

      const guest = await newGuest();
      const inputs = dealt.map((parts) => ({ number: guest.addFeed(), rest: Buffer.concat(parts) }));
      let report = "";
      while (inputs.length > 0) {
        const at = next() % inputs.length;
        const input = inputs[at] as (typeof inputs)[number];
        const read = input.rest.subarray(0, 1 + (next() % 60_000));
        report += feedAll(guest, input.number, read).report;
        input.rest = input.rest.subarray(read.length);
        if (input.rest.length > 0) continue;
        report += finish(guest, input.number).report;
        inputs.splice(at, 1);
      }
      expect(report + guest.summary()).toBe(expected);
    }),
    { numRuns: 20 },
  );
});
