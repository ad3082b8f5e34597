// Scopes of the C ABI: runtimes, and tokens, which are a part of another scope.
import { newPromise } from "../../core/frame";
import { STATUS, Status } from "../../core/layout";
import { fulfillVoid, PromiseBase } from "../../core/settle";

export class Scope {
  /** How many tasks are in it, and in those below. */
  count: i32 = 0;
  isCancelled: bool = false;
  private empty: PromiseBase | null = null;

  constructor(private readonly parent: Scope | null) {}

  /** A promise for when no task is left, or `rest` is called. */
  whenEmpty(): usize {
    let empty = this.empty;
    if (empty === null || load<u8>(changetype<usize>(empty), STATUS) != Status.PENDING) {
      this.empty = empty = changetype<PromiseBase>(newPromise());
    }
    return changetype<usize>(empty);
  }

  add(): void { for (let at: Scope | null = this; at !== null; at = at.parent) at.count++; }

  remove(): void {
    for (let at: Scope | null = this; at !== null; at = at.parent) {
      const empty = at.empty;
      if (!--at.count && empty !== null && load<u8>(changetype<usize>(empty), STATUS) == Status.PENDING) {
        fulfillVoid(changetype<usize>(empty));
      }
    }
  }

  /** Whether it is `other`, or in it. */
  isWithin(other: Scope): bool {
    let at: Scope | null = this;
    while (at !== null && at !== other) at = at.parent;
    return at !== null;
  }

  /** Whether it was cancelled, or what it is in. */
  get isToEnd(): bool {
    let at: Scope | null = this;
    while (at !== null && !at.isCancelled) at = at.parent;
    return at !== null;
  }
}
