// Tasks and awaits.
import { scope, sleep, spawn, yieldNow } from "as-pollen";
import { clock, memoryBytes, report } from "./measure";

async function number(i: i32): Promise<i32> { return i & 7; }

/** Awaits `n` calls that have settled when they return. */
export async function awaitReady(n: i32): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await number(i);
  return sum;
}

async function later(i: i32): Promise<i32> {
  await yieldNow();
  return i & 7;
}

/** Awaits `n` calls that suspend once. */
export async function awaitCall(n: i32): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await later(i);
  return sum;
}

/** Starts `n` tasks, and awaits each at once. */
export async function spawnAwait(n: i32): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await spawn(number(i));
  return sum;
}

/** Starts `n` tasks, then awaits all. */
export async function spawnJoin(n: i32): Promise<i32> {
  const tasks = new Array<Promise<i32>>(n);
  for (let i = 0; i < n; i++) tasks[i] = spawn(number(i));
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await tasks[i];
  return sum;
}

async function yielder(times: i32): Promise<void> {
  for (let i = 0; i < times; i++) await yieldNow();
}

/** `n` yields, by so many tasks in turn. */
export async function yields(tasks: i32, n: i32): Promise<i32> {
  const all = new Array<Promise<void>>(tasks);
  for (let i = 0; i < tasks; i++) all[i] = spawn(yielder(n / tasks));
  for (let i = 0; i < tasks; i++) await all[i];
  return n;
}

/** `n` yields, by two calls in turn that are no tasks. */
export async function switches(n: i32): Promise<i32> {
  const one = yielder(n / 2), other = yielder(n / 2);
  await one;
  await other;
  return n;
}

const open = Promise.withResolvers<i32>();
async function waiter(): Promise<i32> { return await open.promise; }

/** Memory of `n` tasks that wait for one promise. */
export async function idle(n: i32): Promise<void> {
  const before = memoryBytes();
  const all = new Array<Promise<i32>>(n);
  for (let i = 0; i < n; i++) all[i] = spawn(waiter());
  await yieldNow();
  report("idle", (memoryBytes() - before) / n, "B/task");
  open.resolve(1);
  for (let i = 0; i < n; i++) await all[i];
}

/** `n` tasks in scopes of 1,000, each of which waits for a turn. */
export async function scopes(n: i32): Promise<i32> {
  for (let left = n; left > 0; left -= 1000) {
    await scope<void>(async (s) => {
      for (let i = 0; i < 1000; i++) s.spawn<void>(() => yieldNow());
    });
  }
  return n;
}

/** Cancels `n` tasks that sleep. Returns nanoseconds a task, up to the end of the last. */
export async function cancelAll(n: i32): Promise<f64> {
  const began = new StaticArray<f64>(1);
  await scope<void>(async (s) => {
    for (let i = 0; i < n; i++) s.spawn<void>(() => sleep(1e6));
    await yieldNow();
    began[0] = clock();
    s.cancel();
  });
  return (clock() - began[0]) / n;
}
