// What a long-running program does over and over, in the hands of a test: each export runs some of it and returns.
import { now, run, sleep, spawn, tick, yieldNow } from "as-pollen";
import { BUDGET } from "as-pollen/assembly/core/executor";
import { pendingTimers } from "as-pollen/assembly/core/timers";

async function seven(): Promise<i32> { return 7; }
async function nothing(): Promise<void> { await 0; }

async function work(rounds: i32): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    sum += await seven();
    await nothing();
    await yieldNow();
    await 0;
    await sleep(0.01);
  }
  return sum;
}

/** Awaits, yields and sleeps; returns how many bytes of the heap that took. */
export function heapOf(rounds: i32): i32 {
  const before = heapTop();
  work(rounds);
  run();
  return heapTop() - before;
}

/** The first free address: where `stub` puts what it allocates next. */
function heapTop(): i32 {
  const probe = heap.alloc(1);
  return <i32>probe;
}

let turns = 0;
let seen = -1;
async function spin(): Promise<void> {
  while (seen < 0) {
    await yieldNow();
    turns++;
  }
}

/** A task never waits for anything: returns how many continuations ran before a timer was seen. */
export function starve(): i32 {
  setTimeout(() => { seen = turns; }, 1);
  spin();
  run();
  return seen;
}
export function budget(): i32 { return BUDGET; }

let last: Promise<i32> = Promise.resolve<i32>(0);
async function follow(previous: Promise<i32>): Promise<i32> { return (await previous) + 1; }

/** A chain in which each promise has awaited the one before; only the last is kept. */
export function chain(length: i32): void {
  for (let i = 0; i < length; i++) {
    last = follow(last);
    run();
  }
}

const kept: Promise<i32> = seven();

/** Jobs behind a promise that is kept for ever. */
export function queueBehindKept(rounds: i32): void {
  for (let i = 0; i < rounds; i++) {
    kept.then((value) => value + 1);
    work(3);
    run();
  }
}

/** Timers that are started and cleared. */
export function startAndClear(rounds: i32): i32 {
  for (let i = 0; i < rounds; i++) clearTimeout(setTimeout(() => {}, 1000 + <f64>(i % 1000)));
  return pendingTimers();
}

/** Rejections, caught. */
export function rejectAndCatch(rounds: i32): void {
  for (let i = 0; i < rounds; i++) {
    Promise.reject<i32>(new Error("caught")).catch((reason) => reason.message.length);
    run();
  }
}

/** Background tasks. */
export function spawnMany(rounds: i32): void {
  for (let i = 0; i < rounds; i++) {
    spawn(work(1));
    if (i % 10 == 0) run();
  }
  run();
}

export function tickOnce(): f64 { return tick(); }
export function sleepFor(ms: f64): void { sleep(ms); }
export function time(): f64 { return now(); }
export function collect(): void { __collect(); }
