import { describe, expect, test } from "vitest";
import { fixture, hostsHere, start } from "./guests.js";

describe.each(hostsHere())("on %s", (host) => {
  test("timers fire while standard input is idle, and input wakes before a later timer", async () => {
    const guest = start(
      host,
      await fixture("probe"),
      {
        args: [
          "poll_oneoff sub:read:0,mono+20000000 *64 2 *4",
          "poll_oneoff sub:read:0,mono+20000000 *64 2 *4",
          "poll_oneoff sub:read:0,mono+600000000000 *64 2 *4",
          "fd_read 0 iov:16 *4",
          "poll_oneoff sub:read:0,mono+20000000 *64 2 *4",
        ],
      },
      "pipe",
    );
    const timer = "poll_oneoff 0 [1001 error 0 type 0 flags 0] 01000000\n";
    await guest.printed(timer + timer);
    guest.child.stdin?.write("hello"); // only now: the timers fired without it
    await guest.printed("fd_read");
    await guest.printed(`05000000\n${timer}`);
    guest.child.stdin?.end();
    const { code, stdout } = await guest.end();
    const input = "poll_oneoff 0 [1000 error 0 type 1 flags 0] 01000000\n";
    expect(stdout).toBe(`${timer}${timer}${input}fd_read 0 'hello' 05000000\n${timer}`);
    expect(code).toBe(0);
  });
});
