// The benchmark's work in Pollen: PROGRAM BENCH N.
import { sleep, spawn, yieldNow } from "as-pollen";
import { clock, memoryBytes, report } from "./clock";
import { handOver, pass } from "./sync";
import { cancelAll, scopes } from "./tasks";

async function number(i: i32): Promise<i32> { return i & 7; }

async function awaitReady(n: i32): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await number(i);
  return sum;
}

async function spawnAwait(n: i32): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await spawn(number(i));
  return sum;
}

async function spawnJoin(n: i32): Promise<i32> {
  const tasks = new Array<Promise<i32>>(n);
  for (let i = 0; i < n; i++) tasks[i] = spawn(number(i));
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await tasks[i];
  return sum;
}

async function yielder(times: i32): Promise<void> {
  for (let i = 0; i < times; i++) await yieldNow();
}

async function yields(tasks: i32, n: i32): Promise<i32> {
  const all = new Array<Promise<void>>(tasks);
  for (let i = 0; i < tasks; i++) all[i] = spawn(yielder(n / tasks));
  for (let i = 0; i < tasks; i++) await all[i];
  return n;
}

async function sleeper(ms: f64): Promise<void> { await sleep(ms); }

async function timers(n: i32, span: u32): Promise<i32> {
  const all = new Array<Promise<void>>(n);
  let x: u32 = 12345;
  for (let i = 0; i < n; i++) {
    x = x * 1664525 + 1013904223;
    all[i] = spawn(sleeper(<f64>((x >>> 8) % span) / 1000));
  }
  for (let i = 0; i < n; i++) await all[i];
  return n;
}

const open = Promise.withResolvers<i32>();
async function waiter(): Promise<i32> { return await open.promise; }

async function idle(n: i32): Promise<void> {
  const before = memoryBytes();
  const all = new Array<Promise<i32>>(n);
  for (let i = 0; i < n; i++) all[i] = spawn(waiter());
  report("idle", (memoryBytes() - before) / n, "B/task");
  open.resolve(1);
  for (let i = 0; i < n; i++) await all[i];
}

async function work(bench: string, n: i32): Promise<i32> {
  if (bench == "await_ready") return awaitReady(n);
  if (bench == "spawn_await") return spawnAwait(n);
  if (bench == "spawn_join") return spawnJoin(n);
  if (bench == "yield2") return yields(2, n);
  if (bench == "chan64") return pass(64, 1, n);
  if (bench == "chan0") return pass(0, 1, n);
  if (bench == "chan_mp") return pass(64, 100, n);
  if (bench == "mutex") return handOver(n);
  if (bench == "scope") return scopes(n);
  return yields(1000, n);
}

export async function main(args: string[]): Promise<void> {
  const bench = args[0], n = <i32>parseInt(args[1]);
  if (bench == "idle") return idle(n);
  if (bench == "cancel") return report("cancel", await cancelAll(n), "ns");
  if (bench == "timers") {
    await timers(n / 100, 10_000);
    const began = clock();
    await timers(n, 1_000_000);
    return report("timers", (clock() - began) / 1e6 - 1000, "ms over 1 s");
  }
  await work(bench, n / 10);
  const began = clock();
  await work(bench, n);
  report(bench, (clock() - began) / n, "ns");
}
