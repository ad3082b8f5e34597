import { completedVoid } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { fulfillVoid } from "../core/settle";
import { Waiter, WaitList } from "./waiter";

/**
 * Wakes tasks. One notification is kept if nobody waits for it: who looks whether there is something to do, and then
 * waits, misses none.
 */
export class Notify {
  private readonly waiters: WaitList = new WaitList();
  private isKept: bool = false;

  /** Fulfilled by the next notification, or by the one that is kept. */
  wait(): Promise<void> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<void>();
    if (this.isKept) {
      this.isKept = false;
      return completedVoid(direct);
    }
    return this.waiters.wait(direct);
  }

  /** Wakes the task that waits longest; if there is none, the next one that would wait does not. */
  notifyOne(): void {
    if (this.waiters.length) fulfillVoid(changetype<usize>(this.waiters.shift()));
    else this.isKept = true;
  }

  /** Wakes all tasks that wait now. Nothing is kept. */
  notifyAll(): void { this.waiters.fulfillAll(); }
}
