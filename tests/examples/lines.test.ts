import fc from "fast-check";
import { expect, test } from "vitest";
import { monitor } from "./guest.js";

test("every rejected byte is kept, whatever the length of the lines and of the reads", async () => {
  const lengths = fc.oneof(fc.nat(100), fc.integer({ min: 65_530, max: 65_540 }), fc.nat(300_000));
  await fc.assert(
    fc.asyncProperty(
      fc.array(lengths, { maxLength: 12 }),
      fc.integer({ min: 500, max: 200_000 }),
      async (all, most) => {
        const input = Buffer.from(all.map((length, i) => `${String.fromCharCode(97 + i).repeat(length)}\n`).join(""));
        const { report, rejected } = await monitor(input, most);
        expect(rejected.equals(input)).toBe(true);
        const long = all.filter((length) => length > 65_536).length;
        const reasons = [long && `length ${long}`, long < all.length && `client ${all.length - long}`].filter(Boolean);
        expect(report).toContain(`rejected ${all.length}${all.length ? ` (${reasons.join(", ")})` : ""}\n`);
      },
    ),
    { numRuns: 40 },
  );
});

test("a line of 100 MB passes through without being held", async () => {
  const { report, rejected } = await monitor(Buffer.alloc(100e6, "x"));
  expect(report).toContain("rejected 1 (length 1)");
  expect(rejected.length).toBe(100e6 + 1);
});

test("the last line needs no newline, and gets one among the rejects", async () => {
  const { report, rejected } = await monitor(Buffer.from("one\ntwo"));
  expect(report).toContain("rejected 2 (client 2)");
  expect(rejected.toString()).toBe("one\ntwo\n");
});

test("nothing in, nothing out but the summary", async () => {
  const { report } = await monitor(Buffer.alloc(0));
  expect(report).toBe("\nwindows  0\nrequests 0\nbytes    0\nlate     0\nrejected 0\n");
});
