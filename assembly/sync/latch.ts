import { completedVoid } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { WaitList } from "./waiter";

/** Opens, for good, once it was counted down to 0. */
export class Latch {
  private readonly waiters: WaitList = new WaitList();
  private left: i32;

  /** @param count of how many `countDown` opens it */
  constructor(count: i32) {
    if (count < 0) throw new RangeError("Latch: the count is negative");
    this.left = count;
  }

  /** How far it is from open. */
  get count(): i32 { return this.left; }

  /** Counts down; not below 0. */
  countDown(by: i32 = 1): void {
    if (by < 0) throw new RangeError("Latch.countDown: the number is negative");
    this.left = max(this.left - by, 0);
    if (!this.left) this.waiters.fulfillAll();
  }

  /** Fulfilled once it is open. */
  wait(): Promise<void> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<void>();
    return this.left ? this.waiters.wait(direct) : completedVoid(direct);
  }
}
