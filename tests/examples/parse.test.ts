import fc from "fast-check";
import { expect, test } from "vitest";
import { lines } from "./fixture.js";
import { monitor, newGuest } from "./guest.js";
import { parseLine, summary, windows } from "./reference.js";

const good = '::1 - ann [29/Feb/2024:23:59:60 -0330] "GET /a?b HTTP/1.1" 200 12 "-" "x \\" y" 0.012';

/** The report's word on one line: accepted or the field at fault. */
async function verdict(line: string | Uint8Array): Promise<string> {
  const { report } = await monitor(Buffer.concat([Buffer.from(line), Buffer.from("\n")]));
  return /^rejected 1 \((\w+) 1\)$/m.exec(report)?.[1] ?? (/^requests 1$/m.test(report) ? "accepted" : report);
}

test.each([
  ["accepted", good],
  ["accepted", good.replace("ann", "ann of x[1]")],
  ["accepted", good.replace("GET /a?b HTTP/1.1", "\\x16\\x03")],
  ["accepted", good.replace("GET /a?b HTTP/1.1", "")],
  ["accepted", good.replace("/a?b", "/é\t")],
  ["client", ""],
  ["client", good.replace("::1", "")],
  ["client", good.replace("ann ", "")],
  ["client", good.replace("[", "")],
  ["time", good.replace("2024", "2023")],
  ["time", good.replace("29/Feb", "00/Feb")],
  ["time", good.replace("Feb", "feb")],
  ["time", good.replace("23:", "24:")],
  ["time", good.replace("-0330", "0330")],
  ["time", good.replace("2024", "0024")],
  ["request", good.replace('"GET', "GET")],
  ["request", good.replace(/1" 200.*/, '1\\" 200')],
  ["status", good.replace("200", "099")],
  ["status", good.replace("200", "600")],
  ["status", good.replace("200", "2000")],
  ["size", good.replace(" 12 ", " - ")],
  ["size", good.replace(" 12 ", " -1 ")],
  ["size", good.replace(" 12 ", ` ${"9".repeat(16)} `)],
  ["agent", good.replace('"-"', "-")],
  ["agent", good.slice(0, good.lastIndexOf('"'))],
  ["duration", good.slice(0, -1)],
  ["duration", good.replace(" 0.012", " .012")],
  ["duration", `${good} `],
  ["text", `${good}\r`],
  ["text", good.replace("ann", "an\u001b")],
  ["text", Buffer.from(good.replace("ann", "é"), "latin1")],
  ["length", "x".repeat(64 * 1024 + 1)],
])("%s: %s", async (expected, line) => {
  expect(await verdict(line)).toBe(expected);
});

test("a line of 64 KiB is read, query and zone are seen to", async () => {
  const line = good.replace("?b", `?${"b".repeat(64 * 1024 - good.length + 1)}`);
  expect(line.length).toBe(64 * 1024);
  const { report } = await monitor(Buffer.from(line));
  expect(report).toMatch(/^2024-03-01T03:30:00Z {7}1 requests {9}12 bytes \| 200:1 \| 0\.012s \/a\n/);
});

test("damaged lines are accepted exactly when a regular expression accepts them, and rejected byte for byte", async () => {
  const damage = fc.record({ line: fc.nat(lines.length - 1), at: fc.nat(), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(damage, { minLength: 50, maxLength: 200 }),
      fc.integer({ min: 1, max: 9999 }),
      async (all, most) => {
        const damaged = all.map(({ line, at, byte }) => {
          const bytes = Buffer.from(lines[line] as Buffer);
          bytes[at % bytes.length] = byte === 10 ? 0 : byte;
          return bytes;
        });
        // In the order of time, so that none is late.
        const input = damaged.sort((a, b) => (parseLine(a)?.second ?? 0) - (parseLine(b)?.second ?? 0));
        const records = input.map(parseLine).filter((record) => record !== undefined);
        const wrong = input
          .filter((line) => parseLine(line) === undefined)
          .map((line) => `${line.toString("latin1")}\n`);

        const { report, rejected } = await monitor(
          Buffer.concat(input.flatMap((line) => [line, Buffer.from("\n")])),
          most,
        );
        expect(rejected.toString("latin1")).toBe(wrong.join(""));
        expect(report.replace(/^(rejected \d+).*/m, "$1")).toBe(
          windows(records) + summary(records, String(wrong.length)),
        );
      },
    ),
    { numRuns: 100 },
  );
});

test("the check of UTF-8 is the platform's", async () => {
  const guest = await newGuest();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const unit = fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.string({ unit: "binary", maxLength: 4 }).map((s) => Buffer.from(s)),
  );
  fc.assert(
    fc.property(fc.array(unit), (parts) => {
      const bytes = Buffer.concat(parts).map((byte) => (byte < 0x20 || byte === 0x7f ? 0x20 : byte));
      const platform = () => decoder.decode(bytes);
      if (guest.plainText(bytes)) expect(platform).not.toThrow();
      else expect(platform).toThrow();
    }),
    { numRuns: 2000 },
  );
});
