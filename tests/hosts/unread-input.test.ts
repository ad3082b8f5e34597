import { expect, test } from "vitest";
import { fixture, javaScriptHosts, startShell } from "./guests.js";

const SENT = 4_000_000;
/** What the host may hold: its ring. */
const AHEAD = 256 * 1024;

const left = `head -c ${SENT} /dev/zero | ($GUEST >/dev/null; wc -c)`;

test.each(javaScriptHosts())("input that nobody asks for is left alone on %s", async (host) => {
  const guest = startShell(left, host, await fixture("probe"), { args: ["sched_yield"] });
  expect(Number((await guest.end()).stdout)).toBe(SENT);
});

test.each(javaScriptHosts())("reading stops when the guest does not read on %s", async (host) => {
  const args = ["poll_oneoff sub:read:0 *32 1 *4", "poll_oneoff sub:mono+200000000 *32 1 *4"];
  const guest = startShell(left, host, await fixture("probe"), { args });
  const rest = Number((await guest.end()).stdout);
  expect(rest).toBeGreaterThanOrEqual(SENT - AHEAD);
  expect(rest).toBeLessThan(SENT);
});

test.each(javaScriptHosts())("an open input does not keep %s alive", async (host) => {
  const args = ["poll_oneoff sub:read:0,mono+1000000 *64 2 *4"];
  const guest = startShell("$GUEST", host, await fixture("probe"), { args });
  expect((await guest.end()).code).toBe(0); // its standard input is never closed
  guest.child.stdin?.destroy();
});
