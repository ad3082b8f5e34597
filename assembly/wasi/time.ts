// The web's clocks.
import { Date } from "date";
import { timeOf } from "./calls";
import { Clock } from "./preview1";

/** AssemblyScript's `Date`, told the time by WASI. */
// @ts-ignore: decorator
@global export class pollen_Date extends Date {
  /** Milliseconds since 1970. */
  static now(): i64 { return timeOf(Clock.REALTIME) / 1_000_000; }
}

// @ts-ignore: decorator
@global export namespace pollen_performance {
  /** Milliseconds of the monotonic clock, with fractions. */
  export function now(): f64 { return <f64>timeOf(Clock.MONOTONIC) / 1e6; }
}
