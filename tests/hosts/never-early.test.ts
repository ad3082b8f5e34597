import { describe, expect, test } from "vitest";
import { ownHosts, probe } from "./guests.js";

const NS_PER_MS = 1_000_000n;

/** The time that a clock_time_get line of the probe shows. */
function time(line: string | undefined): bigint {
  return Buffer.from(line?.split(" ").at(-1) ?? "", "hex").readBigUInt64LE();
}

describe.each(ownHosts())("on %s", (host) => {
  test.each([
    ["relative monotonic", 1, "mono+"],
    ["absolute monotonic", 1, "mono@"],
    ["relative realtime", 0, "real+"],
    ["absolute realtime", 0, "real@"],
  ])("a %s timer is never early", async (_, clock, kind) => {
    for (const ms of [1n, 3n, 10n, 40n]) {
      const now = `clock_time_get ${clock} 0 *8`;
      const lines = await probe(host, [now, `poll_oneoff sub:${kind}${ms * NS_PER_MS} *32 1 *4`, now]);
      expect(lines[1]).toBe("poll_oneoff 0 [1000 error 0 type 0 flags 0] 01000000");
      expect(time(lines[2]) - time(lines[0])).toBeGreaterThanOrEqual(ms * NS_PER_MS);
    }
  });

  test("only the timers that are due are reported", async () => {
    const [line] = await probe(host, ["poll_oneoff sub:mono+600000000000,mono+1000000,mono+700000000000 *96 3 *4"]);
    expect(line).toBe("poll_oneoff 0 [1001 error 0 type 0 flags 0] 01000000");
  });

  test("a timer that is due goes together with what is ready", async () => {
    const [line] = await probe(host, ["poll_oneoff sub:mono@0,write:1,read:0 *96 3 *4"]);
    const events = "[1000 error 0 type 0 flags 0][1001 error 0 type 2 flags 0][1002 error 0 type 1 flags 0]";
    expect(line).toBe(`poll_oneoff 0 ${events} 03000000`);
  });
});
