import { Promise } from "../core/promise";
import { fulfillVoid } from "../core/settle";
import { shield } from "../task/shield";
import { Mutex } from "./mutex";
import { WaitList } from "./waiter";

/** Waits, while it does not hold a mutex, until somebody says that what the mutex guards has changed. */
export class Condition {
  private readonly waiters: WaitList = new WaitList();

  /** @param mutex guards what the condition is about */
  constructor(readonly mutex: Mutex) {}

  /**
   * Gives the mutex back, waits to be notified, and takes the mutex again. The caller holds it, before and after, also
   * when the wait is cancelled.
   */
  async wait(): Promise<void> {
    this.mutex.unlock();
    try {
      await this.waiters.wait(0);
    } finally {
      await shield(async () => { await this.mutex.lock(); });
    }
  }

  /** Waits until `holds` returns true, which is called while the mutex is held: now, and after each notification. */
  async waitFor(holds: () => bool): Promise<void> {
    while (!holds()) await this.wait();
  }

  /** Wakes those who wait longest; later ones wait on. Nothing is kept for who waits later. */
  notify(count: i32 = 1): void {
    for (; count > 0 && this.waiters.length; count--) fulfillVoid(changetype<usize>(this.waiters.shift()));
  }

  /** Wakes all who wait. */
  notifyAll(): void { this.waiters.fulfillAll(); }
}
