// Timers and sleeps.
import { clock, memoryBytes, randoms, report } from "./measure.mjs";

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function sleepers(n, span) {
  const random = randoms();
  const all = Array.from({ length: n }, () => sleep((random.next().value % span) / 1000));
  for (const promise of all) await promise;
}

export async function timers(n) {
  await sleepers(n / 100, 10_000);
  const before = memoryBytes();
  const began = clock();
  await sleepers(n, 1_000_000);
  report("timers_over_1s", (clock() - began) / 1e6 - 1000, "ms");
  report("timers_per_task", (process.resourceUsage().maxRSS * 1024 - before) / n, "B/task");
}

function startAndClear(n) {
  for (let i = 0; i < n; i++) clearTimeout(setTimeout(() => {}, 1000 + (i % 1000)));
}

export function timerCancel(name, n, pending) {
  const background = Array.from({ length: pending }, (_, i) => setTimeout(() => {}, 3_600_000 + i * 1000));
  startAndClear(n / 10);
  const began = clock();
  startAndClear(n);
  report(name, (clock() - began) / n, "ns/op");
  for (const timer of background) clearTimeout(timer);
}

export async function wake(n) {
  const late = [];
  for (let i = 0; i < n; i++) {
    const began = clock();
    await sleep(1);
    late.push((clock() - began) / 1e3 - 1000);
  }
  late.sort((a, b) => a - b);
  report("wake_1ms_late_p50", late[n >> 1], "us");
  report("wake_1ms_late_p99", late[Math.floor((n * 99) / 100)], "us");
}

export async function sleepLeast(n) {
  const began = clock();
  for (let i = 0; i < n; i++) await sleep(0);
  report("sleep_min", (clock() - began) / n, "ns/op");
}

export async function rest(n) {
  for (let i = 0; i < n; i++) sleep(3_600_000);
  const began = clock();
  await sleep(1000);
  report("rest_took", (clock() - began) / 1e6, "ms");
  process.exit(0);
}
