import { describe, expect, test } from "vitest";
import { fixture, hostsHere, start, startShell } from "./guests.js";

const bursts = ["one\n", "two\n", "x".repeat(100_000), "\nfour\n"];

describe.each(hostsHere())("on %s", (host) => {
  test("each burst passes through as it comes, from a socket", async () => {
    const guest = start(host, await fixture("copy"), { args: ["poll"] }, "pipe");
    for (const burst of bursts) {
      guest.child.stdin?.write(burst);
      await guest.printed(burst); // the next one comes only when this one is through
    }
    guest.child.stdin?.end();
    const { code, stdout } = await guest.end();
    expect(stdout).toBe(bursts.join(""));
    expect(code).toBe(0);
  });

  test("each burst passes through as it comes, from a pipe", async () => {
    const guest = startShell("cat | $GUEST", host, await fixture("copy"));
    for (const burst of bursts) {
      guest.child.stdin?.write(burst);
      await guest.printed(burst);
    }
    guest.child.stdin?.end();
    const { code, stdout } = await guest.end();
    expect(stdout).toBe(bursts.join(""));
    expect(code).toBe(0);
  });
});
