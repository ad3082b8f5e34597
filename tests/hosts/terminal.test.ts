import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { fixture, javaScriptHosts, startShell } from "./guests.js";

// `script` of util-linux gives the guest a terminal of its own.
const hasTerminals = spawnSync("script", ["--version"]).status === 0;

describe.runIf(hasTerminals)("on a terminal", () => {
  test.each(javaScriptHosts())("lines arrive as they are typed, timers fire between them, on %s", async (host) => {
    const args = [
      "fd_fdstat_get 0 *8",
      "poll_oneoff sub:read:0,mono+20000000 *64 2 *4",
      "fd_read 0 iov:16 *4",
      "poll_oneoff sub:read:0,mono+20000000 *64 2 *4",
      "fd_read 0 iov:16 *4",
    ];
    const guest = startShell('exec script -qec "$GUEST_COMMAND" /dev/null', host, await fixture("probe"), { args });
    const timer = "poll_oneoff 0 [1001 error 0 type 0 flags 0] 01000000";
    await guest.printed(timer);
    guest.child.stdin?.write("typed\n");
    await guest.printed("fd_read 0 'typed\\n' 06000000");
    guest.child.stdin?.write("again\n");
    await guest.printed("fd_read 0 'again\\n' 06000000");
    const { code, stdout } = await guest.end();
    expect(code).toBe(0);
    expect(stdout).toContain("fd_fdstat_get 0 0200000000000000"); // a character device
  });
});
