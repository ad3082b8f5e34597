// Tasks and awaits; and the nearest that V8's own promises come to scopes and cancellation.
import { setMaxListeners } from "node:events";
import { clock, memoryBytes, report } from "./measure.mjs";

const number = async (i) => i & 7;

export async function awaitReady(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await number(i);
  return sum;
}

async function later(i) {
  await 0;
  return i & 7;
}

export async function awaitCall(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await later(i);
  return sum;
}

export async function spawnJoin(n) {
  const tasks = new Array(n);
  for (let i = 0; i < n; i++) tasks[i] = number(i);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await tasks[i];
  return sum;
}

async function yielder(times) {
  for (let i = 0; i < times; i++) await 0;
}

export async function yields(tasks, n) {
  await Promise.all(Array.from({ length: tasks }, () => yielder(n / tasks)));
}

export async function idle(n) {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  const before = memoryBytes();
  const all = Array.from({ length: n }, async () => await opened);
  await 0;
  report("idle", (memoryBytes() - before) / n, "B/task");
  open(1);
  await Promise.all(all);
}

export async function scopes(n) {
  for (let left = n; left > 0; left -= 1000) await Promise.all(Array.from({ length: 1000 }, async () => await 0));
}

/** Each waits for a timer, which the signal clears. Returns nanoseconds a task. */
export async function cancelAll(n) {
  const controller = new AbortController();
  const { signal } = controller;
  setMaxListeners(0, signal);
  const all = Array.from({ length: n }, async () => {
    await new Promise((_, reject) => {
      const timer = setTimeout(reject, 1e6);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
  });
  const began = clock();
  controller.abort();
  await Promise.allSettled(all);
  return (clock() - began) / n;
}
