// Memory: what waits allocates nothing once the pools are warm, and what has ended is let go.

import { beforeAll, describe, expect, test } from "vitest";
import type { Runtime } from "../../src/compiler/build.js";
import { compile, start } from "./instance.js";

interface Service {
  heapOf(rounds: number): number;
  chain(length: number): void;
  queueBehindKept(rounds: number): void;
  startAndClear(rounds: number): number;
  rejectAndCatch(rounds: number): void;
  spawnMany(rounds: number): void;
  collect(): void;
}

test("await, yieldNow and sleep allocate nothing in steady state", async () => {
  const { exports } = start<Service>(await compile("core/service.ts", { runtime: "stub" }));
  const first = exports.heapOf(10);
  expect(exports.heapOf(10)).toBe(exports.heapOf(10_000));
  expect(exports.heapOf(10)).toBeLessThanOrEqual(first);
});

const activities: Record<string, (guest: Service, rounds: number) => void> = {
  "a chain of which the end is kept": (guest, rounds) => guest.chain(rounds),
  "jobs behind a promise that is kept": (guest, rounds) => guest.queueBehindKept(rounds),
  "timers that are cleared": (guest, rounds) => expect(guest.startAndClear(rounds)).toBe(0),
  "rejections that are caught": (guest, rounds) => guest.rejectAndCatch(rounds),
  "background tasks": (guest, rounds) => guest.spawnMany(rounds),
};

const levels: [Runtime, string][] = [
  ["incremental", "-O3"],
  ["minimal", "-O3"],
  ["minimal", "-Oz"],
];

describe.each(levels)("%s %s: memory stays flat", (runtime, optimize) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await compile("core/service.ts", { runtime, optimize });
  });

  test.each(Object.entries(activities))("%s", (_, activity) => {
    const { exports } = start<Service>(module);
    const bytes = () => exports.memory.buffer.byteLength;
    const some = () => {
      activity(exports, 500);
      if (runtime === "minimal") exports.collect(); // here the host's stack is all there is
    };
    for (let i = 0; i < 20; i++) some();
    const warm = bytes();
    for (let i = 0; i < 100; i++) some();
    expect(bytes()).toBe(warm);
  });

  test("a long-running program, with nobody to collect but itself", async () => {
    expect(start(await compile("core/long-running.ts", { runtime, optimize })).code).toBe(0);
  });
});
