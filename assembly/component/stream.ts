// Ends of streams. The canonical ABI has an import of its own for each operation on each stream of each function: who knows
// the function extends these classes.
//
//            ready()                    complete()
//    idle ────────────▶ waiting ────────────────────▶ idle, or ended
//      │ transfer()                                     ▲
//      └────────────────────────────────────────────────┘
//
// A copy of no elements is how the ABI asks whether a copy would have to wait. A copy of some is never left under way: it is
// called off at once, and what it has done by then counts. Calling off is a call that may wait, which the ABI refuses for what is
// in a set: so an end is in one only as long as it is waiting.
import { BLOCKED, CopyResult } from "./waitable";

export abstract class StreamEnd {
  /** Whether the other end is gone. */
  hasEnded: bool = false;
  private isWaiting: bool = false;

  constructor(readonly handle: i32) {}

  /** Starts to copy `count` elements from or to memory: `stream.read` or `stream.write`. */
  protected abstract copy(at: usize, count: i32): i32;
  /** Calls it off: `stream.cancel-read` or `stream.cancel-write`. */
  protected abstract cancel(): i32;
  /** Gives the end back. */
  protected abstract drop(): void;

  /** Whether a copy need not wait. If it has to, an event will tell, and is to be given to `complete`. */
  ready(): bool {
    if (this.isWaiting) return false;
    if (this.hasEnded) return true;
    const code = this.copy(0, 0);
    this.isWaiting = code == BLOCKED;
    return !this.isWaiting && this.copied(code) == 0;
  }

  /** Ends what `ready` began. */
  complete(code: i32): void {
    this.isWaiting = false;
    this.copied(code);
  }

  /** Copies up to `count` elements without waiting. Returns how many, 0 if there are none, or no room for any. */
  transfer(at: usize, count: i32): i32 {
    if (this.isWaiting || this.hasEnded) return 0;
    const code = this.copy(at, count);
    return this.copied(code == BLOCKED ? this.cancel() : code);
  }

  /** Gives it back. It is in no set any more. */
  close(): void {
    if (this.isWaiting) this.complete(this.cancel());
    this.drop();
  }

  private copied(code: i32): i32 {
    if ((code & 15) == CopyResult.DROPPED) this.hasEnded = true;
    return code >>> 4;
  }
}
