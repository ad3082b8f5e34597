// A time limit for operations that come one after the other, such as the reads of a connection: one timer for all of them. It is
// not touched when an operation begins or ends: when it expires it looks what is pending, and starts again for the rest.
//
//   of(read) ─▶ watched ─┬─▶ done in time                      nothing happens
//                        └─▶ expiry, and its time is over ─▶   taken out of its list, rejected with a TimeoutError
import { callOffWith, isPendingOperation } from "../core/operation";
import { Promise } from "../core/promise";
import { PromiseBase } from "../core/settle";
import { nanoseconds } from "../core/sleep";
import { getNow, NEVER, restartTimer, startTimer, stopTimer } from "../core/timers";
import { timeout } from "./deadline";
import { TimeoutError } from "./errors";

export class TimeLimit {
  /** What began last; it may have ended. */
  private operation: PromiseBase | null = null;
  /** How long it may take, in milliseconds, and until when. */
  private ms: f64 = 0;
  private deadline: i64 = 0;
  private timer: PromiseBase | null = null;
  /** When the timer expires; `NEVER`: it is not started. */
  private expiry: i64 = NEVER;

  /**
   * Gives a promise that was just made `ms` milliseconds. There is no other one that has not settled.
   * @returns what settles as the promise does, or is rejected with a `TimeoutError`; then the operation is called off
   */
  of<T>(promise: Promise<T>, ms: f64): Promise<T> {
    if (!isPendingOperation(changetype<usize>(promise))) return timeout(promise, ms);
    const delay = nanoseconds(ms);
    this.operation = promise;
    this.ms = ms;
    this.deadline = getNow() + delay;
    if (this.deadline < this.expiry) this.start(delay);
    return promise;
  }

  /** Ends it: nothing is limited any more. */
  stop(): void {
    this.operation = null;
    this.expiry = NEVER;
    const timer = this.timer;
    if (timer !== null) stopTimer(changetype<usize>(timer));
  }

  private start(delay: i64): void {
    const timer = this.timer;
    this.expiry = this.deadline;
    if (timer === null) {
      const expire = (_: usize, owner: usize): void => { changetype<TimeLimit>(owner).expire(); };
      this.timer = changetype<PromiseBase>(startTimer(delay, expire.index, changetype<usize>(this)));
    } else {
      stopTimer(changetype<usize>(timer));
      restartTimer(changetype<usize>(timer), delay);
    }
  }

  private expire(): void {
    this.expiry = NEVER;
    const operation = changetype<usize>(this.operation);
    if (!operation || !isPendingOperation(operation)) return;
    const left = this.deadline - getNow();
    if (left > 0) this.start(left);
    else callOffWith(operation, TimeoutError.after(this.ms));
  }
}
