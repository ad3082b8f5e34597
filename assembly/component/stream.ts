// Ends of streams. The canonical ABI has an import of its own for each operation on each stream of each function: who knows
// the function extends these classes.
//
//          ready(), start()           complete()
//    idle ────────────────▶ waiting ────────────────▶ idle, or ended
//      │ transfer()            │ callOff()              ▲
//      └───────────────────────┴────────────────────────┘
//
// A copy that is started may stay under way until an event says what it has done. A copy of no elements is how the ABI asks
// whether another would have to wait. Calling off is a call that may wait, which the ABI refuses for what is in a set: `cancel` takes
// the end out of it.
import { BLOCKED, CopyResult } from "./waitable";

export abstract class StreamEnd {
  /** Whether the other end is gone. */
  hasEnded: bool = false;
  private isWaiting: bool = false;
  /** How many elements the last copy that was started has copied, until somebody asks. */
  private count: i32 = 0;

  constructor(readonly handle: i32) {}

  /** Starts to copy `count` elements from or to memory: `stream.read` or `stream.write`. */
  protected abstract copy(at: usize, count: i32): i32;
  /** Calls it off, out of the set: `stream.cancel-read` or `stream.cancel-write`. */
  protected abstract cancel(): i32;
  /** Gives the end back. */
  protected abstract drop(): void;

  /** Whether a copy need not wait. If it has to, an event will tell, and is to be given to `complete`. */
  ready(): bool { return this.start(0, 0); }

  /** Starts to copy up to `count` elements. Returns whether that is done; if it is not, an event will tell, as above. */
  start(at: usize, count: i32): bool {
    if (this.isWaiting) return false;
    if (this.hasEnded) return true;
    const code = this.copy(at, count);
    this.isWaiting = code == BLOCKED;
    if (!this.isWaiting) this.count = this.copied(code);
    return !this.isWaiting;
  }

  /** Ends what `ready` or `start` began. */
  complete(code: i32): void {
    this.isWaiting = false;
    this.count = this.copied(code);
  }

  /** How many elements were copied by what `start` began. Asked again: none. */
  take(): i32 {
    const count = this.count;
    this.count = 0;
    return count;
  }

  /** Calls off what `start` began. Returns how many elements were copied nevertheless. */
  callOff(): i32 {
    if (this.isWaiting) this.complete(this.cancel());
    return this.take();
  }

  /** Copies up to `count` elements without waiting. Returns how many, 0 if there are none, or no room for any. */
  transfer(at: usize, count: i32): i32 {
    if (this.isWaiting || this.hasEnded) return 0;
    const code = this.copy(at, count);
    return this.copied(code == BLOCKED ? this.cancel() : code);
  }

  /** Gives it back. It is in no set any more. */
  close(): void {
    this.callOff();
    this.drop();
  }

  private copied(code: i32): i32 {
    if ((code & 15) == CopyResult.DROPPED) this.hasEnded = true;
    return code >>> 4;
  }
}
