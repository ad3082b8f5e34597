// The timer wheel in the hands of a test: timers are numbers, time is what the test says.
import "as-pollen";
import { runReady } from "as-pollen/assembly/core/ready";
import { PromiseBase } from "as-pollen/assembly/core/settle";
import { nextDeadline, pendingTimers, popDue, setNow, startTimer, stopTimer } from "as-pollen/assembly/core/timers";

class Entry {
  /** Kept, so that it can be stopped once more when it has fired. */
  timer: PromiseBase | null = null;
  constructor(readonly id: i32) {}
}

const entries: Entry[] = [];
let fired: i32[] = [];

const fire = (_: usize, entry: usize): void => { fired.push(changetype<Entry>(entry).id); };

/** Starts a timer; they are numbered from 0. */
export function start(delay: i64): void {
  const entry = new Entry(entries.length);
  entries.push(entry);
  entry.timer = changetype<PromiseBase>(startTimer(delay, fire.index, changetype<usize>(entry)));
}

/** Stops a timer; tells whether it was pending. */
export function stop(id: i32): bool { return stopTimer(changetype<usize>(entries[id].timer)); }

/** Lets it be `time`; returns how many timers fired. */
export function advance(time: i64): i32 {
  fired = [];
  setNow(time);
  while (popDue()) runReady(1);
  return fired.length;
}

/** The number of the i-th timer that fired in the last `advance`. */
export function firedAt(i: i32): i32 { return fired[i]; }
export function next(): i64 { return nextDeadline(); }
export function pending(): i32 { return pendingTimers(); }
export function collect(): void { __collect(); }
