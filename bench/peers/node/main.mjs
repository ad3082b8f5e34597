// The benchmarks with V8's own promises: node main.mjs BENCH N, as ../../README.md defines them. A task is an async call;
// `await 0` is a yield.
import { handOver, pass } from "./channels.mjs";
import { clock, report } from "./measure.mjs";
import { copy, echo, tick } from "./streams.mjs";
import { awaitCall, awaitReady, cancelAll, idle, scopes, spawnJoin, yields } from "./tasks.mjs";
import { rest, sleep, sleepLeast, timerCancel, timers, wake } from "./timers.mjs";

const [bench, count] = process.argv.slice(2);
const n = Number(count);

/** What is timed as a whole, behind a warm-up of a tenth. */
const works = {
  spawn_join: spawnJoin,
  spawn_await: awaitReady,
  yield2: (n) => yields(2, n),
  yield1000: (n) => yields(1000, n),
  chan64: (n) => pass(64, 1, n),
  chan0: (n) => pass(0, 1, n),
  chan_mp: (n) => pass(64, 100, n),
  switch: (n) => yields(2, n),
  await_ready: awaitReady,
  await_call: awaitCall,
  mutex: handOver,
  scope: scopes,
};

const others = {
  idle,
  timers,
  wake,
  echo,
  copy,
  tick,
  timer_cancel: (n) => timerCancel(bench, n, 0),
  timer_cancel_bg: (n) => timerCancel(bench, n, 10_000),
  rest,
  sleep0: sleepLeast,
  cancel: async (n) => report("cancel", await cancelAll(n), "ns/task"),
  hello: async () => {
    const answer = async () => {
      await sleep(1);
      return 42;
    };
    console.log(`hello ${await answer()}`);
  },
};

if (others[bench]) await others[bench](n);
else {
  await works[bench](Math.floor(n / 10));
  const began = clock();
  await works[bench](n);
  report(bench, (clock() - began) / n, "ns/op");
}
