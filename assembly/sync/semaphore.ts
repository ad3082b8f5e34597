import { completedVoid } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { rejected } from "../core/settled";
import { Permits } from "./permits";

/**
 * A number of permits: at most that many things happen at once. Handed out in the order in which they were asked for.
 *
 * @example
 * const connections = new Semaphore(10);
 * const page = await connections.run(() => download(url));
 */
export class Semaphore {
  private readonly permits: Permits;

  /** @param permits how many there are at first; `release` may add more */
  constructor(permits: i32) {
    if (permits < 0) throw new RangeError("Semaphore: the number of permits is negative");
    this.permits = new Permits(permits);
  }

  /** How many permits are there to be taken. */
  get available(): i32 { return this.permits.available; }

  /** Takes permits, as soon as they are there and all who asked before have theirs. Negative ones: a `RangeError`. */
  acquire(permits: i32 = 1): Promise<void> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<void>();
    if (permits < 0) return rejected<void>(direct, new RangeError("Semaphore.acquire: the number of permits is negative"));
    if (this.permits.tryTake(permits)) return completedVoid(direct);
    return changetype<Promise<void>>(this.permits.claim(permits, this, direct));
  }

  /** Takes permits if that needs no waiting, and tells whether it has. */
  tryAcquire(permits: i32 = 1): bool { return permits >= 0 && this.permits.tryTake(permits); }

  /** Gives permits back, or adds new ones. */
  release(permits: i32 = 1): void {
    if (permits < 0) throw new RangeError("Semaphore.release: the number of permits is negative");
    if (permits > i32.MAX_VALUE - this.permits.available) throw new RangeError("Semaphore.release: too many permits");
    this.permits.give(permits);
  }

  /** Calls `work` with permits taken, and gives them back however it ends. */
  async run<R>(work: () => Promise<R>, permits: i32 = 1): Promise<R> {
    await this.acquire(permits);
    try {
      return await work();
    } finally {
      this.release(permits);
    }
  }
}
