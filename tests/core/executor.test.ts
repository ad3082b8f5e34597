// The executor: fair to timers, and its costs do not grow with what waits.

import { beforeAll, expect, test } from "vitest";
import { compile, start } from "./instance.js";

interface Service {
  addWaiters(count: number): void;
  wakeAll(): number;
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

test("a waiter costs the same however many there are", () => {
  const timeOf = (count: number): number => {
    const guest = newGuest();
    const began = performance.now();
    guest.addWaiters(count);
    expect(guest.wakeAll()).toBe(count);
    return (performance.now() - began) / count;
  };
  const best = (count: number) => Math.min(...Array.from({ length: 5 }, () => timeOf(count)));
  expect(best(400_000) / best(10_000)).toBeLessThan(20); // were it linear in those before: 40
});

test("tick runs what is ready and tells when it next wants to run", () => {
  const guest = newGuest();
  expect(guest.tickOnce()).toBe(Number.POSITIVE_INFINITY);
  guest.sleepFor(20);
  const wants = guest.tickOnce();
  expect(wants).toBeGreaterThan(19);
  expect(wants).toBeLessThanOrEqual(20);
});
