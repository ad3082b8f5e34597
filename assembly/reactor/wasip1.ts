// Reactor on WASI preview1 (`poll_oneoff`). The rules that it keeps, and the hosts that they come from: docs/reactor.md.
// This file knows time alone; `wasip1/descriptors.ts` the descriptors.
import { timeOf } from "../wasi/calls";
import { Clock, poll_oneoff } from "../wasi/preview1";
import { writeClock } from "./wasip1/subscription";

/** Monotonic time in nanoseconds. */
export function now(): i64 { return timeOf(Clock.MONOTONIC); }

//    0                   48          80
//   ┌───────────────────┬───────────┬───────────┐
//   │ subscription      │ event     │ handled   │
//   └───────────────────┴───────────┴───────────┘
// @ts-ignore: decorator
@lazy const cell = memory.data(84, 8);

/** A clock alone: the most precise wait there is. */
export function sleep(timeout: i64): void {
  writeClock(cell, timeout);
  const errno = poll_oneoff(cell, cell + 48, 1, cell + 80);
  if (errno) throw new Error("The host cannot wait: poll_oneoff gives error " + errno.toString());
}
