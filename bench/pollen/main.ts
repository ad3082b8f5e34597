// The benchmarks in Pollen: PROGRAM BENCH N, as ../README.md defines them.
import { handOver, pass } from "./channels";
import { clock, report } from "./measure";
import { copy, echo, tick } from "./streams";
import { awaitCall, awaitReady, cancelAll, idle, scopes, spawnAwait, spawnJoin, switches, yields } from "./tasks";
import { rest, sleepLeast, timerCancel, timers, wake } from "./timers";

/** What is timed as a whole, behind a warm-up of a tenth. */
async function work(bench: string, n: i32): Promise<i32> {
  if (bench == "spawn_join") return spawnJoin(n);
  if (bench == "spawn_await") return spawnAwait(n);
  if (bench == "yield2") return yields(2, n);
  if (bench == "yield1000") return yields(1000, n);
  if (bench == "chan64") return pass(64, 1, n);
  if (bench == "chan0") return pass(0, 1, n);
  if (bench == "chan_mp") return pass(64, 100, n);
  if (bench == "switch") return switches(n);
  if (bench == "await_ready") return awaitReady(n);
  if (bench == "await_call") return awaitCall(n);
  if (bench == "mutex") return handOver(n);
  if (bench == "scope") return scopes(n);
  throw new Error("unknown benchmark: " + bench);
}

export async function main(args: string[]): Promise<void> {
  const bench = args[0], n = args.length > 1 ? <i32>parseInt(args[1]) : 0;
  if (bench == "idle") return idle(n);
  if (bench == "timers") return timers(n);
  if (bench == "timer_cancel") return timerCancel(bench, n, 0);
  if (bench == "timer_cancel_bg") return timerCancel(bench, n, 10_000);
  if (bench == "wake") return wake(n);
  if (bench == "rest") return rest(n);
  if (bench == "sleep0") return sleepLeast(n);
  if (bench == "echo") return echo();
  if (bench == "copy") return copy();
  if (bench == "tick") return tick();
  if (bench == "cancel") return report("cancel", await cancelAll(n), "ns/task");
  await work(bench, n / 10);
  const began = clock();
  await work(bench, n);
  report(bench, (clock() - began) / n, "ns/op");
}
