// Reactor on WASI 0.3: the set of all that the program waits for, its events, and time. A deadline is a call of the host that
// has not returned yet. `wasip3/waitables.ts` adds the descriptors.
//
// The executor does not wait here: it returns the set to its host, which calls back with an event (`assembly/wasip3.ts`). Only
// code that blocks, `blockOn`, waits.
import {
  cancelSubtask, dropSubtask, Event, join, newSet, pollSet, SubtaskState, waitForSet,
} from "../component/waitable";
import { NEVER } from "../core/timers";
import { now as monotonic, waitFor } from "../wasi/p3/monotonic_clock";

//    0            4
//   ┌────────────┬────────┐
//   │ waitable   │ code   │
//   └────────────┴────────┘
// @ts-ignore: decorator
@lazy const cell = memory.data(8, 4);

let set: i32 = 0;
/** The call that returns at `armed`; 0: there is none. */
let timer: i32 = 0;
let armed: i64 = NEVER;
/** What is told of events that are not the deadline's; null in a program that has not used a descriptor. */
let deliverOther: ((event: Event, waitable: i32, code: i32) => void) | null = null;

/** Lets descriptors have their events. */
export function onEvent(other: (event: Event, waitable: i32, code: i32) => void): void { deliverOther = other; }

/** The set's handle. */
export function theSet(): i32 {
  if (!set) set = newSet();
  return set;
}

/** Monotonic time in nanoseconds. */
export function now(): i64 { return monotonic(); }

/** Sees to it that an event comes at `deadline`, or before. Returns false if that is now. */
export function arm(deadline: i64): bool {
  if (armed <= deadline) return true;
  disarm();
  const status = waitFor(max<i64>(deadline - now(), 0));
  if ((status & 15) == SubtaskState.RETURNED) return false;
  timer = status >>> 4;
  armed = deadline;
  join(timer, theSet());
  return true;
}

/** Takes the deadline away. */
export function disarm(): void {
  if (!timer) return;
  join(timer, 0);
  cancelSubtask(timer);
  dropTimer();
}

function dropTimer(): void {
  dropSubtask(timer);
  timer = 0;
  armed = NEVER;
}

/** Tells whom it concerns of an event. */
export function deliver(event: Event, waitable: i32, code: i32): void {
  const other = deliverOther;
  if (event == Event.SUBTASK && waitable == timer) dropTimer();
  else if (event != Event.NONE && other !== null) other(event, waitable, code);
}

/** Delivers the events that are there. */
export function takeEvents(): void {
  for (let event = pollSet(theSet(), cell); event; event = pollSet(theSet(), cell)) deliverFrom(event);
}

/** Waits for an event for at most `timeout` nanoseconds. */
export function waitForEvent(timeout: i64): void {
  if (timeout == NEVER || arm(now() + timeout)) deliverFrom(waitForSet(theSet(), cell));
}

function deliverFrom(event: Event): void { deliver(event, load<i32>(cell), load<i32>(cell, 4)); }

/** Waits for `timeout` nanoseconds. */
export function sleep(timeout: i64): void { waitForEvent(timeout); }
