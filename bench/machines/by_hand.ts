// State machines written by hand over the executor's own interface: what the compiler makes of the same functions in
// ../pollen/tasks.ts should cost no more. They use the same frames, the same queue and the same promises
// (as-pollen/assembly/core/layout.ts), and keep the promises' rules: what was awaited may have been rejected, then so is
// the call; the promise of a call that is awaited on the spot goes back to the pool.
//
// A frame is its promise, and what the machine keeps behind it. No frame here has a slot for the collector.
import { __forward, __suspend, resolved } from "as-pollen/assembly/core/await";
import { newPromise, release, takeDirect } from "as-pollen/assembly/core/frame";
import { Flag, FRAME_BASE, Status } from "as-pollen/assembly/core/layout";
import { fulfill, fulfillVoid, valueOf } from "as-pollen/assembly/core/settle";

/** Where all of them stop: at their one await. State 1, no handler, no name, nothing for the collector. */
const POINT = memory.data<u32>([1, 0, 0]);

function isRejected(promise: usize): bool { return load<u8>(promise) == Status.REJECTED; }

// ---- Yields: behind the promise, how many are left.

const continueYielder = (frame: usize, awaited: usize): void => {
  if (isRejected(awaited)) {
    __forward(frame, awaited);
    return;
  }
  const left = load<i32>(frame, FRAME_BASE);
  if (!left) {
    fulfillVoid(frame);
    return;
  }
  store<i32>(frame, left - 1, FRAME_BASE);
  __suspend(frame, resolved(), POINT);
};

function yielder(times: i32): Promise<void> {
  const frame = __frame(FRAME_BASE + 4, continueYielder.index, 0);
  store<i32>(frame, times, FRAME_BASE);
  continueYielder(frame, frame);
  return changetype<Promise<void>>(frame);
}

/** `n` yields, by two machines in turn. Runs once: it is no machine itself. */
async function switches(n: i32): Promise<i32> {
  const one = yielder(n / 2), other = yielder(n / 2);
  await one;
  await other;
  return n;
}

// ---- A call that has settled when it returns, and one that suspends once: behind the promise, the argument.

function number(i: i32): usize {
  const promise = newPromise(takeDirect() ? Flag.DIRECT | Flag.HANDLED : 0);
  fulfill<i32>(promise, i & 7);
  return promise;
}

const continueLater = (frame: usize, awaited: usize): void => {
  if (isRejected(awaited)) __forward(frame, awaited);
  else fulfill<i32>(frame, load<i32>(frame, FRAME_BASE) & 7);
};

function later(i: i32): usize {
  const frame = __frame(FRAME_BASE + 4, continueLater.index, 0);
  store<i32>(frame, i, FRAME_BASE);
  __suspend(frame, resolved(), POINT);
  return frame;
}

// ---- Who awaits them: behind the promise, how many it has awaited, how many it shall, and their sum.

const COUNT = FRAME_BASE, LIMIT = FRAME_BASE + 4, SUM = FRAME_BASE + 8;

/** Awaits the next call, or settles. */
// @ts-ignore: decorator
@inline function awaitNext(frame: usize, sum: i32, suspends: bool): void {
  const count = load<i32>(frame, COUNT);
  if (count == load<i32>(frame, LIMIT)) {
    fulfill<i32>(frame, sum);
    return;
  }
  store<i32>(frame, count + 1, COUNT);
  store<i32>(frame, sum, SUM);
  __direct = 1; // the call is awaited on the spot
  __suspend(frame, suspends ? later(count) : number(count), POINT);
}

// @ts-ignore: decorator
@inline function continueSum(frame: usize, awaited: usize, suspends: bool): void {
  if (isRejected(awaited)) {
    __forward(frame, awaited);
    return;
  }
  const value = valueOf<i32>(awaited);
  release(awaited);
  awaitNext(frame, load<i32>(frame, SUM) + value, suspends);
}

const continueReady = (frame: usize, awaited: usize): void => continueSum(frame, awaited, false);
const continueCall = (frame: usize, awaited: usize): void => continueSum(frame, awaited, true);

function sumOf(n: i32, suspends: bool): Promise<i32> {
  const frame = __frame(FRAME_BASE + 12, suspends ? continueCall.index : continueReady.index, 0);
  const promise = changetype<Promise<i32>>(frame); // nothing else holds it while the first call begins
  store<i32>(frame, 0, COUNT);
  store<i32>(frame, n, LIMIT);
  awaitNext(frame, 0, suspends);
  return promise;
}

/** Does `n` operations of a line. */
export function work(bench: string, n: i32): Promise<i32> {
  if (bench == "switch") return switches(n);
  if (bench == "await_ready") return sumOf(n, false);
  if (bench == "await_call") return sumOf(n, true);
  throw new Error("unknown benchmark: " + bench);
}
