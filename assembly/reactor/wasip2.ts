// Reactor on WASI 0.2: time. `wasip2/pollables.ts` adds the descriptors.
import { dropPollable, block } from "../wasi/p2/poll";
import { now as monotonic, subscribeDuration } from "../wasi/p2/monotonic_clock";

/** Monotonic time in nanoseconds. */
export function now(): i64 { return monotonic(); }

/** Waits for `timeout` nanoseconds. */
export function sleep(timeout: i64): void {
  const pollable = subscribeDuration(timeout);
  block(pollable);
  dropPollable(pollable);
}
