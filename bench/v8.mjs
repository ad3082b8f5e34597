// The same work with V8's own promises: node v8.mjs BENCH N. A task is an async call; `await 0` is a yield.
import { handOver, pass } from "./sync.mjs";
import { cancelAll, scopes } from "./tasks.mjs";

const [bench, count] = process.argv.slice(2);
const n = Number(count);
const clock = () => Number(process.hrtime.bigint());
const report = (name, value, unit) => console.log(`RESULT ${name} ${value} ${unit}`);

const number = async (i) => i & 7;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function awaitReady(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await number(i);
  return sum;
}

async function spawnJoin(n) {
  const tasks = new Array(n);
  for (let i = 0; i < n; i++) tasks[i] = number(i);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await tasks[i];
  return sum;
}

async function yielder(times) {
  for (let i = 0; i < times; i++) await 0;
}

async function yields(tasks, n) {
  await Promise.all(Array.from({ length: tasks }, () => yielder(n / tasks)));
}

async function timers(n, span) {
  const all = new Array(n);
  let x = 12345;
  for (let i = 0; i < n; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    all[i] = sleep(((x >>> 8) % span) / 1000);
  }
  for (const promise of all) await promise;
}

async function idle(n) {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  const before = process.memoryUsage().rss;
  const all = Array.from({ length: n }, async () => await opened);
  report("idle", (process.memoryUsage().rss - before) / n, "B/task");
  open(1);
  await Promise.all(all);
}

const works = {
  await_ready: awaitReady,
  spawn_await: awaitReady,
  spawn_join: spawnJoin,
  yield2: (n) => yields(2, n),
  yield1000: (n) => yields(1000, n),
  chan64: (n) => pass(64, 1, n),
  chan0: (n) => pass(0, 1, n),
  chan_mp: (n) => pass(64, 100, n),
  mutex: handOver,
  scope: scopes,
};

if (bench === "idle") await idle(n);
else if (bench === "cancel") report("cancel", await cancelAll(n), "ns");
else if (bench === "timers") {
  await timers(n / 100, 10_000);
  const began = clock();
  await timers(n, 1_000_000);
  report("timers", (clock() - began) / 1e6 - 1000, "ms over 1 s");
} else {
  await works[bench](n / 10);
  const began = clock();
  await works[bench](n);
  report(bench, (clock() - began) / n, "ns");
}
