import { describe, expect, test } from "vitest";
import { hostsHere, start } from "../hosts/guests.js";
import { guest } from "./guests.js";

const input = Array.from({ length: 300_000 }, (_, i) => `${i}\n`).join("");

describe.each(hostsHere())("on %s", (host) => {
  test("lines pass through two buffers, and none of them takes memory", async () => {
    const running = start(host, await guest("echo"), { args: ["report"] }, "pipe");
    running.child.stdin?.end(input);
    const { code, stdout, stderr } = await running.end();
    expect({ code, stderr, same: stdout === input }).toEqual({ code: 0, stderr: "pages grown: 0\n", same: true });
  });
});

test("without a collector as well", async () => {
  const running = start("node", await guest("echo", { runtime: "stub" }), {}, "pipe");
  running.child.stdin?.end(input);
  expect((await running.end()).stdout === input).toBe(true);
});

test.each(["incremental", "minimal"] as const)("with a collection at each suspension: %s", async (runtime) => {
  const running = start("node", await guest("echo", { runtime, collect: true }), {}, "pipe");
  const some = input.slice(0, 20_000);
  running.child.stdin?.end(some);
  expect((await running.end()).stdout).toBe(some);
});
