// Those who wait at a channel or a lock, first come, first served. Each is an operation: the promise that its caller
// got, with links of its own, so that queueing allocates nothing beside it, and one that is cancelled leaves from the
// middle in O(1).
//
//    28        32        36        40
//   ┌─────────┬─────────┬─────────┬──────────────────┐
//   │ after   │ list    │ before  │ of subclasses    │
//   │ managed │ managed │ ptr     │                  │
//   └─────────┴─────────┴─────────┴──────────────────┘
//   after    the next of the list, the last one's is null; keeps the rest of the list alive
//   list     the one that it is in
//   before   the previous; the first one's is the last
//
// A subclass may add one managed field, as its first: the collector's slot 3.
import { isOfCurrentContext, newOperation } from "../core/operation";
import { Promise } from "../core/promise";
import { fulfillVoid, PromiseBase, reject } from "../core/settle";
import { ChannelClosedError } from "./errors";

/** The suspension point that makes the collector visit `after` and `list`. */
// @ts-ignore: decorator
@lazy const LINKS = memory.data<u32>([0, 0, 0b0011]);
/** That, and the managed field of a subclass. */
// @ts-ignore: decorator
@lazy const LINKS_AND_FIELD = memory.data<u32>([0, 0, 0b1011]);

function leave(waiter: Waiter): void { waiter.list!.leave(waiter); }

export class Waiter extends PromiseBase {
  after: Waiter | null;
  list: WaitList | null;
  before: usize;
}

/** A list of waiters, in the order in which they came. */
export class WaitList {
  first: Waiter | null = null;
  length: i32 = 0;

  /**
   * Appends a waiter of class `W`, whose own fields are yet to be set: before anything else is allocated.
   * @param hasManagedField whether `W` adds a managed field
   * @param direct of `takeDirect()`
   */
  add<W extends Waiter>(hasManagedField: bool, direct: u32): W {
    const point = hasManagedField ? LINKS_AND_FIELD : LINKS;
    const waiter = changetype<W>(newOperation(offsetof<W>(), leave.index, 4, point, direct));
    this.append(waiter);
    return waiter;
  }

  private append(waiter: Waiter): void {
    const first = this.first;
    waiter.after = null;
    if (first === null) {
      waiter.before = changetype<usize>(waiter);
      this.first = waiter;
    } else {
      const last = changetype<Waiter>(first.before);
      last.after = waiter;
      waiter.before = changetype<usize>(last);
      first.before = changetype<usize>(waiter);
    }
    waiter.list = this;
    this.length++;
  }

  /** Takes a waiter out. */
  remove(waiter: Waiter): void {
    const first = this.first!, after = waiter.after;
    if (waiter === first) {
      if (after !== null) after.before = waiter.before;
      this.first = after;
    } else {
      changetype<Waiter>(waiter.before).after = after;
      (after !== null ? after : first).before = waiter.before;
    }
    waiter.after = null;
    waiter.list = null;
    this.length--;
  }

  /** While a `select` begins its cases: whether only these wait. What it has added is behind all others. */
  isOfThisSelect(): bool {
    const first = this.first;
    return first !== null && isOfCurrentContext(first);
  }

  /** Takes out one who does not want to wait any more. */
  leave(waiter: Waiter): void { this.remove(waiter); }

  /** Takes the first waiter out. There is one. */
  shift(): Waiter {
    const first = changetype<Waiter>(this.first), after = first.after;
    if (after !== null) {
      after.before = first.before;
      first.after = null;
    }
    this.first = after;
    first.list = null;
    this.length--;
    return first;
  }

  /**
   * Appends a waiter for nothing but the news.
   * @param direct of `takeDirect()`
   */
  wait(direct: u32): Promise<void> { return changetype<Promise<void>>(this.add<Waiter>(false, direct)); }

  /** Lets all who wait for nothing but the news go on. */
  fulfillAll(): void {
    while (this.length) fulfillVoid(changetype<usize>(this.shift()));
  }

  /** Rejects all who wait. */
  rejectAll(operation: string): void {
    while (this.length) {
      const reason = new ChannelClosedError(operation); // first: out of the list, the collector may not see the waiter
      reject(changetype<usize>(this.shift()), reason);
    }
  }
}
