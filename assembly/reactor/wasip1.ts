// Reactor on WASI preview1 (`poll_oneoff`). The rules that it keeps, and the hosts that they come from: docs/reactor.md.
// This file knows time alone; `wasip1/descriptors.ts` the descriptors.
import { timeOf, waitForClock } from "../wasi/calls";
import { Clock } from "../wasi/preview1";
import { printEnd, printNumber, printText, printTo } from "../wasi/print";
import { LONGEST } from "./wasip1/subscription";

/** Monotonic time in nanoseconds. */
export function now(): i64 { return timeOf(Clock.MONOTONIC); }

/** Waits for the clock alone, at most as long as every host can count. */
export function sleep(timeout: i64): void {
  const errno = waitForClock(min(timeout, LONGEST));
  if (!errno) return;
  printTo(2);
  printText(__text("The host cannot wait: error "));
  printNumber(errno);
  printEnd();
  unreachable();
}
