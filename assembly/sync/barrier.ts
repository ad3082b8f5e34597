import { completed } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { fulfill } from "../core/settle";
import { Waiter, WaitList } from "./waiter";

/** Holds tasks until a number of them have arrived, then lets them all go on; and again. */
export class Barrier {
  private readonly waiters: WaitList = new WaitList();

  /** @param parties how many it waits for; up to 1: none is held */
  constructor(readonly parties: i32) {}

  /**
   * Arrives. Fulfilled once as many as `parties` are waiting, in the order in which they arrived; with true for the one
   * that came last. One that is cancelled has not arrived.
   */
  wait(): Promise<bool> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<bool>();
    const waiters = this.waiters;
    if (waiters.length + 1 < this.parties) return changetype<Promise<bool>>(waiters.add<Waiter>(false, direct));
    while (waiters.length) fulfill<bool>(changetype<usize>(waiters.shift()), false);
    return completed<bool>(direct, true);
  }
}
