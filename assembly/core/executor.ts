// The executor: one turn at a time, without ever blocking. Who calls `turn` decides what to do between turns.
//
//   turn(now)  1. jobs: what is ready and what that makes ready, until the queue is dry or the budget is spent
//              2. rejections that nobody has attached to: reported to the caller
//              3. due timers, one by one, with the jobs that each makes ready (a timer is a task of its own, as in Node);
//                 behind what is ready, if that has spent the budget
//
// The budget bounds how long a program that always has something ready can keep timers and I/O from being seen:
// a turn ends after at most `BUDGET` continuations, and the caller polls the reactor between turns.
import { anyReady, isHeld, runReady } from "./ready";
import { reportUnhandled } from "./rejections";
import { NEVER, nextDeadline, popDue, setNow } from "./timers";

/** Most continuations that one turn runs. */
export const BUDGET: i32 = 1 << 16;

/** Runs jobs; returns what is left of the budget. */
function drain(budget: i32): i32 {
  budget = runReady(budget);
  if (!anyReady()) reportUnhandled();
  return budget;
}

/** Runs what is ready, without the timers. */
export function runJobs(): void { drain(BUDGET); }

/**
 * Runs one turn.
 * @param now monotonic time in nanoseconds
 * @returns when it next wants to run: 0 at once, `NEVER` not before an event, else a deadline in nanoseconds
 */
export function turn(now: i64): i64 {
  setNow(now);
  let budget = drain(BUDGET);
  if (budget > 0) {
    while (budget > 0 && !isHeld() && popDue()) budget = drain(budget - 1);
  } else {
    while (popDue()) {} // a queue that never runs dry: the timers' jobs go behind what is in it
  }
  if (anyReady()) return 0;
  return nextDeadline();
}
