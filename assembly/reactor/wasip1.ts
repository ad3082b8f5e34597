// Reactor on WASI preview1 (`poll_oneoff`). The rules that it keeps, and the hosts that they come from: docs/reactor.md.
//
// This file knows time alone. `wasip1/descriptors.ts` adds the descriptors, once a program uses one: a program that only
// sleeps has no code for them.
import { timeOf } from "../wasi/calls";
import { Clock, poll_oneoff } from "../wasi/preview1";
import { writeClock } from "./wasip1/subscription";

/** What polls descriptors, and says that none is waited for; null in a program that has not used one. */
let pollDescriptors: ((timeout: i64) => i32) | null = null;
let noDescriptors: (() => bool) | null = null;

/** Lets descriptors take part. */
export function addDescriptors(poll: (timeout: i64) => i32, none: () => bool): void {
  pollDescriptors = poll;
  noDescriptors = none;
}

/** Monotonic time in nanoseconds. */
export function now(): i64 { return timeOf(Clock.MONOTONIC); }

/** Whether nothing is watched. */
export function idle(): bool {
  const none = noDescriptors;
  return none === null || none();
}

/** Waits for events for at most `timeout` nanoseconds and tells their descriptors; returns how many were told. */
export function poll(timeout: i64): i32 {
  const others = pollDescriptors;
  if (others !== null) return others(timeout);
  if (timeout > 0) sleep(timeout);
  return 0;
}

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
