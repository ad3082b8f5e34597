// The public face of the timers, and of the turns.
import { resolved } from "./await";
import { takeDirect } from "./frame";
import { cancelled, isCancelled } from "./operation";
import { Promise } from "./promise";
import { getNow, startDelay } from "./timers";

/** Nanoseconds of a delay in milliseconds; not a number and negative ones are none, as with `setTimeout`. */
export function nanoseconds(ms: f64): i64 {
  return ms > 0 ? <i64>min<f64>(ms * 1e6, 9e18) : 0;
}

/**
 * A promise that is fulfilled after `ms` milliseconds (fractions count), never before. Measured from the time of the
 * current turn of the executor. `await sleep(ms)` allocates nothing once the pool is warm.
 */
export function sleep(ms: f64): Promise<void> {
  const direct = takeDirect();
  if (isCancelled()) return cancelled<void>();
  return changetype<Promise<void>>(startDelay(nanoseconds(ms), direct));
}

/** Awaiting the result lets everything else that is ready go on first. Allocates nothing. */
export function yieldNow(): Promise<void> {
  return changetype<Promise<void>>(resolved());
}

/** Monotonic time in milliseconds, as of the current turn of the executor. */
export function now(): f64 {
  return <f64>getNow() / 1e6;
}
