// Driving the executor where the host allows it: with the reactor, blocking or not.
import { turn } from "./core/executor";
import { FLAGS, Flag, STATUS, Status } from "./core/layout";
import { Promise } from "./core/promise";
import { anyReady } from "./core/ready";
import { isRejected, reasonOf, valueOf } from "./core/settle";
import { NEVER } from "./core/timers";
import { idle, now, poll } from "./reactor/reactor";

/** Waits for what comes next after a turn that returned `deadline`. Returns false if nothing can ever happen again. */
function wait(deadline: i64): bool {
  let timeout = deadline;
  if (deadline == NEVER) {
    if (idle()) return false;
  } else if (deadline) timeout = max<i64>(deadline - now(), 0);
  poll(timeout);
  return true;
}

/**
 * Runs one turn without blocking: for hosts that own the event loop.
 * @returns in how many milliseconds it next wants to run: 0 at once, Infinity not before an event
 */
export function tick(): f64 {
  const deadline = turn(now());
  if (poll(0) > 0 || anyReady()) return 0;
  return deadline == NEVER ? Infinity : <f64>max<i64>(deadline - now(), 0) / 1e6;
}

/** Runs until nothing is left to do: no job, no timer, no pending I/O. Blocks while it waits. */
export function run(): void {
  while (wait(turn(now()))) {}
}

/**
 * Runs until a promise has settled, or nothing is left that could settle it. Tells whether it has.
 * @param isProgram whether this is the loop of the whole program, with nothing on the stack between turns
 */
export function runUntil(promise: usize, isProgram: bool = false): bool {
  store<u8>(promise, load<u8>(promise, FLAGS) | Flag.HANDLED, FLAGS);
  while (load<u8>(promise, STATUS) == Status.PENDING) {
    const deadline = turn(now());
    if (ASC_RUNTIME == 1 /* minimal */ && isProgram) collectGrown();
    // Once it has settled nobody waits for what else goes on, a timer or a read.
    if (load<u8>(promise, STATUS) == Status.PENDING && !wait(deadline)) return false;
  }
  return true;
}

/** Heap size, in bytes, below which the minimal runtime does not collect. */
// @ts-ignore: decorator
@inline const LEAST: usize = 262_144;
/** Heap size at which it collects next. */
let collectAt: usize = LEAST;

/**
 * Collects if the heap has doubled since it was collected last. The minimal runtime does not know what is on the stack,
 * and leaves it to the program to call this where nothing is.
 */
export function collectGrown(): void {
  if (__heap_size() < collectAt) return;
  __collect();
  collectAt = max<usize>(LEAST, 2 * __heap_size());
}

/**
 * Runs until a promise has settled, blocking while it waits; for code that is not async.
 * @returns its value; aborts with its reason if it is rejected, or if nothing is left that could settle it
 */
export function blockOn<T>(promise: Promise<T>): T {
  const target = changetype<usize>(promise);
  if (!runUntil(target)) throw new Error("blockOn: the promise is pending and nothing is left that could settle it");
  if (isRejected(target)) throw new Error(reasonOf(target).toString());
  if (isVoid<T>()) return;
  else return valueOf<T>(target);
}
