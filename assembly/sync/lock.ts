import { completed } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { Permits } from "./permits";

/** What can be held: a `Mutex`, or one side of an `RwLock`. Whoever waits for it gets it in the order of asking. */
export class Lock {
  /**
   * @param permits what it shares with the locks that exclude it
   * @param share how many of them it takes
   * @param total how many there are
   */
  constructor(
    private readonly permits: Permits,
    private readonly share: i32,
    private readonly total: i32,
  ) {}

  /** Whether somebody holds it. */
  get isLocked(): bool {
    const available = this.permits.available;
    return this.share == this.total ? !available : available > 0 && available < this.total;
  }

  /** Takes the lock, as soon as that is possible and all who asked before had it. Fulfilled with the lock. */
  lock(): Promise<Lock> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<Lock>();
    if (this.permits.tryTake(this.share)) return completed<Lock>(direct, this);
    return changetype<Promise<Lock>>(this.permits.claim(this.share, this, direct));
  }

  /** Takes the lock if that needs no waiting, and tells whether it has. */
  tryLock(): bool { return this.permits.tryTake(this.share); }

  /** Gives the lock back: whoever waits longest has it now. */
  unlock(): void {
    if (!this.isLocked) throw new Error("unlock: nobody holds the lock");
    this.permits.give(this.share);
  }

  /** Gives the lock back at the end of a block: `using held = await mutex.lock()`. */
  [Symbol.dispose](): void { this.unlock(); }

  /** Calls `work` with the lock held, and gives it back however that ends. */
  async run<R>(work: () => Promise<R>): Promise<R> {
    await this.lock();
    try {
      return await work();
    } finally {
      this.unlock();
    }
  }
}
