import { Promise } from "../core/promise";
import { fulfill } from "../core/settle";
import { Waiter, WaitList } from "./waiter";

/** One who waits for permits. */
class Claim extends Waiter {
  /** What its promise is fulfilled with. */
  grantee: Object;
  count: i32;
}

/**
 * A number of permits, handed out in the order in which they were claimed: one who needs many is not overtaken by others
 * who need few. What every lock is made of: a mutex is one permit, a lock for readers and writers a large number, of
 * which a reader takes one and a writer all.
 */
export class Permits extends WaitList {
  /** @param available how many may be taken at once; more come by `give` */
  constructor(public available: i32) { super(); }

  /** Takes permits if there are enough, and nobody waits for some. */
  tryTake(count: i32): bool {
    if (this.length || this.available < count) return false;
    this.available -= count;
    return true;
  }

  /**
   * Waits until the permits are there, and those who came before have theirs.
   * @param grantee what the promise is fulfilled with
   * @param direct of `takeDirect()`
   */
  claim(count: i32, grantee: Object, direct: u32): Promise<Object> {
    const claim = this.add<Claim>(true, direct);
    claim.grantee = grantee;
    claim.count = count;
    return changetype<Promise<Object>>(claim);
  }

  /** Gives permits back, or adds some. */
  give(count: i32): void {
    this.available += count;
    this.grant();
  }

  /** Hands out what can be handed out. */
  private grant(): void {
    while (this.length) {
      const claim = changetype<Claim>(this.first!);
      if (claim.count > this.available) return;
      this.available -= claim.count;
      this.remove(claim);
      fulfill<Object>(changetype<usize>(claim), claim.grantee);
    }
  }

  /** One who does not want to wait any more may have held up those behind. */
  leave(waiter: Waiter): void {
    super.leave(waiter);
    this.grant();
  }
}
