// What awaits a channel or a lock on the spot allocates nothing once the pools are warm.

import { expect, test } from "vitest";
import { compile, start } from "../core/instance.js";

test("send, receive, lock, acquire and notify allocate nothing in steady state", async () => {
  const { exports } = start<{ heapOf(rounds: number): number }>(
    await compile("sync/steady.ts", { runtime: "stub", optimize: "-O1" }),
  );
  const first = exports.heapOf(10);
  expect(exports.heapOf(10)).toBe(exports.heapOf(10_000));
  expect(exports.heapOf(10)).toBeLessThanOrEqual(first);
});
