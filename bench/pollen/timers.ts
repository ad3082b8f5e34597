// Timers and sleeps.
import { sleep, spawn } from "as-pollen";
import { clock, memoryBytes, Random, report, reportQuantiles } from "./measure";

async function sleeper(ms: f64): Promise<void> { await sleep(ms); }

async function sleepers(n: i32, span: u32): Promise<void> {
  const all = new Array<Promise<void>>(n);
  const random = new Random();
  for (let i = 0; i < n; i++) all[i] = spawn(sleeper(<f64>(random.next() % span) / 1000));
  for (let i = 0; i < n; i++) await all[i];
}

/** `n` tasks that sleep up to a second: how late the last is, and the memory of a task. */
export async function timers(n: i32): Promise<void> {
  await sleepers(n / 100, 10_000);
  const before = memoryBytes(), began = clock();
  await sleepers(n, 1_000_000);
  report("timers_over_1s", (clock() - began) / 1e6 - 1000, "ms");
  report("timers_per_task", (memoryBytes() - before) / n, "B/task");
}

function startAndClear(n: i32): void {
  for (let i = 0; i < n; i++) clearTimeout(setTimeout(() => {}, <f64>(1000 + i % 1000)));
}

/** Starts a timer and clears it, `n` times, while so many others are pending. */
export function timerCancel(name: string, n: i32, pending: i32): void {
  for (let i = 0; i < pending; i++) setTimeout(() => {}, <f64>(3_600_000 + i * 1000));
  startAndClear(n / 10);
  const began = clock();
  startAndClear(n);
  report(name, (clock() - began) / n, "ns/op");
}

/** How much later than 1 ms a sleep of 1 ms ends. */
export async function wake(n: i32): Promise<void> {
  const late = new StaticArray<f64>(n);
  for (let i = 0; i < n; i++) {
    const began = clock();
    await sleep(1);
    late[i] = (clock() - began) / 1e3 - 1000;
  }
  reportQuantiles("wake_1ms_late", late, "us");
}

/** The shortest sleep there is. */
export async function sleepLeast(n: i32): Promise<void> {
  const began = clock();
  for (let i = 0; i < n; i++) await sleep(1e-6);
  report("sleep_min", (clock() - began) / n, "ns/op");
}

/** A second in which `n` tasks sleep: what it costs is the processor time of the process. */
export async function rest(n: i32): Promise<void> {
  for (let i = 0; i < n; i++) spawn(sleeper(3_600_000));
  const began = clock();
  await sleep(1000);
  report("rest_took", (clock() - began) / 1e6, "ms");
  process.exit(0);
}
