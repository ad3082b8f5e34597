// Readable ends of futures, as `StreamEnd` is of streams: who knows the function extends the class.
import { BLOCKED } from "./waitable";

export abstract class FutureEnd {
  /** Where the value is, once `ready` says so: a block of the heap. */
  readonly value: usize;
  private isWaiting: bool = false;
  private hasValue: bool = false;

  /** @param size of a value, in bytes */
  constructor(readonly handle: i32, size: usize) { this.value = heap.alloc(size); }

  /** Starts to read: `future.read`. */
  protected abstract copy(at: usize): i32;
  /** Calls it off: `future.cancel-read`. */
  protected abstract cancel(): i32;
  /** Gives the end back. */
  protected abstract drop(): void;

  /** Whether the value is there. If not, an event will tell, and is to be given to `complete`. */
  ready(): bool {
    if (!this.hasValue && !this.isWaiting) {
      this.hasValue = this.copy(this.value) != BLOCKED;
      this.isWaiting = !this.hasValue;
    }
    return this.hasValue;
  }

  /** Ends what `ready` began. */
  complete(): void {
    this.isWaiting = false;
    this.hasValue = true;
  }

  /** Gives it back. It is in no set any more. */
  close(): void {
    if (this.isWaiting) this.cancel();
    this.drop();
    heap.free(this.value);
  }
}
