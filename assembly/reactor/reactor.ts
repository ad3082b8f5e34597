// The contract of a reactor, the only part of Pollen that knows what the host is. One file a back end; this one picks.
//
//   now()             monotonic time in nanoseconds
//   poll(timeout)     waits until an event, or for `timeout` nanoseconds: 0 only looks, NEVER waits for events alone.
//                     Wakes what waits for the events, and returns how many it handled.
//   idle()            whether nothing is registered: then `poll(NEVER)` could not return
//
// A back end has `now()` and `sleep(timeout)`; and, for programs that use descriptors, what `events.ts` names. It holds
// the rules of `docs/reactor.md`: deadlines stay inside and are compared again after each wake-up.
import * as hosted from "./hosted";
import * as virtual from "./virtual";
import * as wasip1 from "./wasip1";
import * as wasip2 from "./wasip2";
import * as wasip3 from "./wasip3";

/** What polls descriptors, and says that none is waited for; null in a program that has not used one. */
let pollDescriptors: ((timeout: i64) => i32) | null = null;
let noDescriptors: (() => bool) | null = null;

/** Lets descriptors take part. */
export function addDescriptors(poll: (timeout: i64) => i32, none: () => bool): void {
  pollDescriptors = poll;
  noDescriptors = none;
}

/** Monotonic time in nanoseconds. */
export function now(): i64 {
  if (isDefined(POLLEN_VIRTUAL_TIME)) return virtual.now();
  if (isDefined(POLLEN_HOSTED)) return hosted.now();
  if (isDefined(POLLEN_WASIP3)) return wasip3.now();
  return isDefined(POLLEN_WASIP2) ? wasip2.now() : wasip1.now();
}

/** What the core knows of it: it imports no reactor. */
// @ts-ignore: decorator
@global function __clock(): i64 { return now(); }

/** Waits for `timeout` nanoseconds, and for nothing else. */
export function sleep(timeout: i64): void {
  if (isDefined(POLLEN_HOSTED)) hosted.sleep(timeout);
  else if (isDefined(POLLEN_WASIP3)) wasip3.sleep(timeout);
  else if (isDefined(POLLEN_WASIP2)) wasip2.sleep(timeout);
  else wasip1.sleep(timeout);
}

/** Waits for events for at most `timeout` nanoseconds; returns how many were handled. */
export function poll(timeout: i64): i32 {
  if (isDefined(POLLEN_VIRTUAL_TIME)) return virtual.poll(timeout);
  const others = pollDescriptors;
  if (others !== null) return others(timeout);
  if (timeout > 0) sleep(timeout);
  return 0;
}

/** Whether nothing waits for an event. */
export function idle(): bool {
  if (isDefined(POLLEN_VIRTUAL_TIME)) return true;
  const none = noDescriptors;
  return none === null || none();
}
