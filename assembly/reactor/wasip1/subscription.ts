// What `poll_oneoff` is asked for: a subscription, 48 bytes.
//
//    0           8      16                  24         32            40
//   ┌───────────┬──────┬───────────────────┬──────────┬─────────────┬───────────┐
//   │ userdata  │ tag  │ clock, or         │ timeout  │ precision   │ flags     │
//   │ u64, slot │ u8   │ descriptor u32    │ u64, ns  │ u64, ns     │ u16       │
//   └───────────┴──────┴───────────────────┴──────────┴─────────────┴───────────┘
//   tag     0: clock, else a `Direction`
//   flags   0: the timeout counts from now
import { Clock } from "../../wasi/preview1";

/** Size of a subscription. */
// @ts-ignore: decorator
@inline export const SUBSCRIPTION: usize = 48;
// @ts-ignore: decorator
@inline export const TAG: usize = 8;
// @ts-ignore: decorator
@inline const SUBJECT: usize = 16;
// @ts-ignore: decorator
@inline const TIMEOUT: usize = 24;
/** Longest time that one call waits, in nanoseconds: an hour, which every host can count. */
// @ts-ignore: decorator
@inline export const LONGEST: i64 = 3_600_000_000_000;

/** Writes the subscription of a descriptor. */
export function subscribe(to: usize, userdata: i64, tag: u8, subject: u32): void {
  memory.fill(to, 0, SUBSCRIPTION);
  store<i64>(to, userdata);
  store<u8>(to, tag, TAG);
  store<u32>(to, subject, SUBJECT);
}

/** Writes that of the clock: `timeout` nanoseconds from now, cut to what every host takes. */
export function writeClock(to: usize, timeout: i64): void {
  subscribe(to, 0, 0, Clock.MONOTONIC);
  store<i64>(to, min(max(timeout, 1), LONGEST), TIMEOUT);
}
