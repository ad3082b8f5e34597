// The contract of a reactor, the only part of Pollen that knows what the host is. One file a back end; this one picks.
//
//   now()             monotonic time in nanoseconds
//   poll(timeout)     waits until an event, or for `timeout` nanoseconds: 0 only looks, NEVER waits for events alone.
//                     Wakes what waits for the events, and returns how many it handled.
//   idle()            whether nothing is registered: then `poll(NEVER)` could not return
//
// A back end holds the rules of `docs/reactor.md`: slot 0 of a batch is one relative monotonic clock of at least 1 ns,
// deadlines stay inside and are compared again after each wake-up, there is never an empty batch, events are matched by
// userdata, byte counts are not believed.
import * as wasip1 from "./wasip1";
import * as virtual from "./virtual";

/** Monotonic time in nanoseconds. */
export function now(): i64 {
  return isDefined(POLLEN_VIRTUAL_TIME) ? virtual.now() : wasip1.now();
}

/** What the core knows of it: it imports no reactor. */
// @ts-ignore: decorator
@global function __clock(): i64 { return now(); }

/** Waits for events for at most `timeout` nanoseconds; returns how many were handled. */
export function poll(timeout: i64): i32 {
  return isDefined(POLLEN_VIRTUAL_TIME) ? virtual.poll(timeout) : wasip1.poll(timeout);
}

/** Whether nothing waits for an event. */
export function idle(): bool {
  return isDefined(POLLEN_VIRTUAL_TIME) ? true : wasip1.idle();
}
