import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../setup/pollen.js";
import { fixture, ownHosts, start } from "./guests.js";

const waits = [
  ["for a timer", "poll_oneoff sub:mono+1500000000 *32 1 *4"],
  ["for idle input until a timer", "poll_oneoff sub:read:0,mono+1500000000 *64 2 *4"],
  ["for a time of day", "poll_oneoff sub:real@1500000000 *32 1 *4"],
] as const;

const cases = ownHosts().flatMap((host) => waits.map(([what, call]) => [host, what, call] as const));

test.each(cases)("%s: waiting %s takes no processor time", async (host, _, call) => {
  const cpuReport = join(folderWith({}), "cpu.json");
  const measure = async (calls: string[]) => {
    const guest = start(host, await fixture("probe"), { args: calls, cpuReport }, "pipe");
    expect((await guest.end()).code).toBe(0);
    return JSON.parse(readFileSync(cpuReport, "utf8")) as { cpuMs: number; wallMs: number };
  };
  const without = await measure(["sched_yield"]); // what it takes to start and end
  const waiting = await measure([call]);
  expect(waiting.wallMs).toBeGreaterThan(1500);
  expect(waiting.cpuMs - without.cpuMs).toBeLessThan(waiting.wallMs * 0.1);
});
