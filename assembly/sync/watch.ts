import { completed } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { fulfill } from "../core/settle";
import { ChannelClosedError, refused } from "./errors";
import { Waiter, WaitList } from "./waiter";

/** One who waits for the next value. */
class Observer<T> extends Waiter {
  watcher: Watcher<T>;
}

/** What a watched value and its watchers share. */
class State<T> {
  readonly observers: WaitList = new WaitList();
  /** How many values there were before this one. */
  version: u64 = 0;
  isClosed: bool = false;

  constructor(public value: T) {}
}

/**
 * A value that changes, and those who watch it. Only the latest value counts: who is slow sees that it has changed, not
 * how often.
 *
 * @example
 * const level = new Watch<i32>(1);
 * const watcher = level.subscribe();
 * level.send(2);
 * console.log((await watcher.changed()).toString());
 */
export class Watch<T> {
  private readonly state: State<T>;

  /** @param value the first value */
  constructor(value: T) { this.state = new State<T>(value); }

  /** The latest value. */
  get value(): T { return this.state.value; }

  /** Whether `close` was called. */
  get isClosed(): bool { return this.state.isClosed; }

  /** Watches from now on: the value that it has is not news. */
  subscribe(): Watcher<T> { return new Watcher<T>(this.state); }

  /** Sets the value. Throws a `ChannelClosedError` if it is closed. */
  send(value: T): void {
    const state = this.state;
    if (state.isClosed) throw new ChannelClosedError("send");
    state.value = value;
    state.version++;
    while (state.observers.length) {
      const observer = changetype<Observer<T>>(state.observers.shift());
      observer.watcher.seen = state.version;
      fulfill<T>(changetype<usize>(observer), value);
    }
  }

  /** The value will not change any more. Watchers still see the last one. */
  close(): void {
    this.state.isClosed = true;
    this.state.observers.rejectAll("changed");
  }
}

/** One who watches a `Watch`. */
export class Watcher<T> {
  /** The version that `changed` has told of. */
  seen: u64;

  constructor(private readonly state: State<T>) { this.seen = state.version; }

  /** The latest value. Reading it does not make it seen. */
  get value(): T { return this.state.value; }

  /** Whether there is a value that `changed` has not told of. */
  get hasChanged(): bool { return this.seen != this.state.version; }

  /**
   * The latest value, once there is one that this has not told of before. Rejected with a `ChannelClosedError` if there
   * can be none any more.
   */
  changed(): Promise<T> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<T>();
    const state = this.state;
    if (this.hasChanged) {
      this.seen = state.version;
      return completed<T>(direct, state.value);
    }
    if (state.isClosed) return refused<T>(direct, "changed");
    const observer = state.observers.add<Observer<T>>(true, direct);
    observer.watcher = this;
    return changetype<Promise<T>>(observer);
  }

  /** The first value, from the present one on, for which `holds` returns true. Rejected as `changed` is. */
  async waitFor(holds: (value: T) => bool): Promise<T> {
    this.seen = this.state.version;
    let value = this.state.value;
    while (!holds(value)) value = await this.changed();
    return value;
  }
}
