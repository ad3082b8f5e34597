// Reactor of a module that imports nothing: the host has told the time, and there is nothing to wait with.
import * as clock from "../hosted/clock";

/** Monotonic time in nanoseconds. */
export function now(): i64 { return clock.now(); }

/** Only what blocks comes here: `blockOn`, where nothing is ready, and `run`. */
export function sleep(timeout: i64): void {
  throw new Error("A module without imports cannot wait: await instead of blockOn, or build for --target wasip1");
}
