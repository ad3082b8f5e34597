import fc from "fast-check";
import { test } from "vitest";
import { start } from "../hosts/guests.js";
import { guest } from "./guests.js";

/** Bytes at the borders of what UTF-8 allows, more often than others. */
const byte = fc.oneof(
  fc.constantFrom(0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf),
  fc.constantFrom(0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff),
  fc.integer({ min: 0, max: 255 }),
);
const text = fc.string({ unit: "grapheme", maxLength: 40 }).map((sample) => [...Buffer.from(sample)]);
const pieces = fc.array(fc.oneof(fc.array(byte, { maxLength: 40 }), text), { minLength: 500, maxLength: 2000 });

test("bytes are decoded as WHATWG's Encoding Standard says", async () => {
  const module = await guest("read_all");
  await fc.assert(
    fc.asyncProperty(pieces, async (sample) => {
      const input = Buffer.from(sample.flat());
      const running = start("node", module, {}, "pipe");
      running.child.stdin?.end(input);
      const { code } = await running.end();
      const expected = Buffer.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(input));
      return code === 0 && running.stdout.equals(expected);
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
