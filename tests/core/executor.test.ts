// The executor: fair to timers.

import { beforeAll, expect, test } from "vitest";
import { compile, start } from "./instance.js";

interface Service {
  starve(): number;
  budget(): number;
  tickOnce(): number;
  sleepFor(ms: number): void;
  time(): number;
}

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await compile("core/service.ts", { runtime: "stub" });
});
const newGuest = () => start<Service>(module).exports;

test("a task that never waits keeps a timer from being seen for one budget of continuations", () => {
  const guest = start<Service>(module, 1_000_000n).exports;
  const continuations = guest.starve();
  expect(continuations).toBeGreaterThan(0);
  expect(continuations).toBeLessThanOrEqual(guest.budget() + 1);
});

test("tick runs what is ready and tells when it next wants to run", () => {
  const guest = newGuest();
  expect(guest.tickOnce()).toBe(Number.POSITIVE_INFINITY);
  guest.sleepFor(20);
  const wants = guest.tickOnce();
  expect(wants).toBeGreaterThan(19);
  expect(wants).toBeLessThanOrEqual(20);
});
