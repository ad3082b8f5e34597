// The compiler's code beside the same by hand: PROGRAM BENCH N does N operations of each, as ../README.md defines them, and prints
// BENCH and BENCH_by_hand. Both are in one module, so that they call the same functions of the core: a smaller one of the machines
// alone has other ones, which Binaryen puts in the place of their few calls. They take turns, so that whatever else the
// machine does hits both alike; the figures are the medians of the turns.
import { clock, report } from "../pollen/measure";
import { awaitCall, awaitReady, switches } from "../pollen/tasks";
import * as byHand from "./by_hand";

const TURNS = 40;

function compiled(bench: string, n: i32): Promise<i32> {
  if (bench == "switch") return switches(n);
  if (bench == "await_ready") return awaitReady(n);
  if (bench == "await_call") return awaitCall(n);
  throw new Error("unknown benchmark: " + bench);
}

/** Reports the median of turns of `n` operations. */
function reportTurns(name: string, turns: StaticArray<f64>, n: i32): void {
  report(name, turns.sort()[TURNS / 2] / n, "ns/op");
}

export async function main(args: string[]): Promise<void> {
  const bench = args[0], n = <i32>parseInt(args[1]), share = n / TURNS;
  await compiled(bench, n / 10);
  await byHand.work(bench, n / 10);
  const ours = new StaticArray<f64>(TURNS), theirs = new StaticArray<f64>(TURNS);
  for (let i = 0; i < TURNS; i++) {
    let began = clock();
    await compiled(bench, share);
    ours[i] = clock() - began;
    began = clock();
    await byHand.work(bench, share);
    theirs[i] = clock() - began;
  }
  reportTurns(bench, ours, share);
  reportTurns(bench + "_by_hand", theirs, share);
}
