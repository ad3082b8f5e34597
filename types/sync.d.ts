// Channels, locks and signals: what tasks talk with. All of them serve whoever waits in the order of coming.

import type { Case } from "./task.js";

/**
 * A queue of values between tasks: any number of them send, any number receive. Values are received in the order in
 * which they were sent, each by one receiver; whoever waits is served in the order in which it came.
 */
export class Channel<T> {
  /**
   * @param capacity how many values it holds before `send` waits; 0, the default: rendezvous, `send` waits until the value
   *   is received
   */
  constructor(capacity?: i32);
  /** A channel whose `send` never waits. Nothing slows its senders down: it grows as long as they are faster. */
  static unbounded<V>(): Channel<V>;
  readonly capacity: i32;
  /** How many values it holds, those of waiting senders not counted. */
  get length(): i32;
  /** Whether `close` was called. There may be values left to receive. */
  get isClosed(): bool;
  /**
   * Sends a value. Fulfilled once it is in the channel; where the capacity is 0, once a receiver has it. Rejected with a
   * `ChannelClosedError` if the channel is closed, or is closed before that: the value was not sent.
   */
  send(value: T): Promise<void>;
  /** Sends a value if that needs no waiting, and tells whether it was sent. Never to a closed channel. */
  trySend(value: T): bool;
  /**
   * Receives the next value. Rejected with a `ChannelClosedError` once the channel is closed and everything that was sent
   * before is received.
   */
  receive(): Promise<T>;
  /** Receives the next value if that needs no waiting; null if there is none. */
  tryReceive(): Received<T> | null;
  /**
   * Ends sending: those who wait to send are rejected with a `ChannelClosedError`, as later ones are. What the channel
   * holds is still received; then receivers are rejected, and `for await` ends. A second call does nothing.
   */
  close(): void;
  /** For `select`: a value can be received; `f` is given it. `select` is rejected if the channel is closed first. */
  onReceive<R>(f: (value: T) => R): Case<R>;
  /** For `select`: a value can be sent, and is; then `f` is called. `select` is rejected if the channel is closed first. */
  onSend<R>(value: T, f: () => R): Case<R>;
  /** Receives value by value, for `for await`, up to the end. Leaving the loop early closes nothing. */
  [Symbol.asyncIterator](): AsyncIterator<T>;
}

/** What `tryReceive` has received. */
export class Received<T> {
  private constructor();
  readonly value: T;
}

/** What was asked for cannot come any more: the channel, or what else it was asked of, is closed. */
export class ChannelClosedError extends Error {
  /** @param operation what was to be done, such as "send" */
  constructor(operation: string);
  readonly code: string;
}

/**
 * A channel for a single value: an answer, or the news that something has happened. Unlike a promise it can be closed
 * from either side: whoever computes the value sees that nobody wants it any more.
 */
export class Oneshot<T> {
  constructor();
  /** Whether it takes no value any more: one was sent, or `close` was called. */
  get isClosed(): bool;
  /** Sends the value. Returns false, and does nothing, if one was sent before or it is closed. */
  send(value: T): bool;
  /** Receives the value. Rejected with a `ChannelClosedError` if it was closed without one, or somebody has received it. */
  receive(): Promise<T>;
  /** For `select`: the value can be received; `f` is given it. `select` is rejected as `receive` would be. */
  onReceive<R>(f: (value: T) => R): Case<R>;
  /** The value, if it was sent and not received yet; else null. */
  tryReceive(): Received<T> | null;
  /** Gives up, on either side. A value that was sent can still be received. */
  close(): void;
}

/**
 * A channel in which every subscriber receives every message that is sent after it has subscribed. Sending never waits:
 * the last messages are kept, and a subscriber that is slower than that misses some, and is told how many.
 */
export class Broadcast<T> {
  /** @param capacity how many messages are kept for subscribers that are slow */
  constructor(capacity: i32);
  readonly capacity: i32;
  /** How many subscriptions there are. */
  get subscribers(): i32;
  /** Whether `close` was called. */
  get isClosed(): bool;
  /** Subscribes to what is sent from now on. */
  subscribe(): Subscription<T>;
  /** Sends a message, and returns to how many subscribers. Throws a `ChannelClosedError` if it is closed. */
  send(message: T): i32;
  /** Ends sending. Subscribers still receive what is kept for them; then they are rejected. */
  close(): void;
}

/** One subscriber of a `Broadcast`. */
export class Subscription<T> {
  private constructor();
  /** How many messages there are to receive. */
  get length(): i32;
  /**
   * Receives the next message. Rejected with a `LaggedError` if messages were missed: the call after that receives the
   * oldest one that is kept. Rejected with a `ChannelClosedError` once there can be no more.
   */
  receive(): Promise<T>;
  /** Receives the next message if there is one, else null. Throws a `LaggedError` if messages were missed. */
  tryReceive(): Received<T> | null;
  /** Ends the subscription. */
  close(): void;
  /** For `select`: a message can be received; `f` is given it. `select` is rejected as `receive` would be. */
  onReceive<R>(f: (message: T) => R): Case<R>;
  /** Receives message by message, for `for await`, up to the end. */
  [Symbol.asyncIterator](): AsyncIterator<T>;
}

/** A subscriber was slower than the messages that are kept for it. What it receives next is the oldest that is left. */
export class LaggedError extends Error {
  /** @param missed how many messages it has missed */
  constructor(missed: i64);
  readonly missed: i64;
  readonly code: string;
}

/**
 * A value that changes, and those who watch it. Only the latest value counts: who is slow sees that it has changed, not
 * how often.
 */
export class Watch<T> {
  /** @param value the first value */
  constructor(value: T);
  /** The latest value. */
  get value(): T;
  /** Whether `close` was called. */
  get isClosed(): bool;
  /** Watches from now on: the value that it has is not news. */
  subscribe(): Watcher<T>;
  /** Sets the value. Throws a `ChannelClosedError` if it is closed. */
  send(value: T): void;
  /** The value will not change any more. Watchers still see the last one. */
  close(): void;
}

/** One who watches a `Watch`. */
export class Watcher<T> {
  private constructor();
  /** The latest value. Reading it does not make it seen. */
  get value(): T;
  /** Whether there is a value that `changed` has not told of. */
  get hasChanged(): bool;
  /**
   * The latest value, once there is one that this has not told of before. Rejected with a `ChannelClosedError` if there
   * can be none any more.
   */
  changed(): Promise<T>;
  /** The first value, from the present one on, for which `holds` returns true. Rejected as `changed` is. */
  waitFor(holds: (value: T) => bool): Promise<T>;
}

/** What can be held: a `Mutex`, or one side of an `RwLock`. Whoever waits for it gets it in the order of asking. */
export class Lock {
  protected constructor();
  /** Whether somebody holds it. */
  get isLocked(): bool;
  /** Takes the lock, as soon as that is possible and all who asked before had it. Fulfilled with the lock. */
  lock(): Promise<Lock>;
  /** Takes the lock if that needs no waiting, and tells whether it has. */
  tryLock(): bool;
  /** Gives the lock back: whoever waits longest has it now. Throws an `Error` if nobody holds it. */
  unlock(): void;
  /** Gives the lock back at the end of a block: `using held = await mutex.lock()`. */
  [Symbol.dispose](): void;
  /** Calls `work` with the lock held, and gives it back however that ends. */
  run<R>(work: () => Promise<R>): Promise<R>;
}

/** A lock that one task holds at a time: for what must not be interrupted at an await. */
export class Mutex extends Lock {
  constructor();
}

/** A lock that many readers hold at a time, or one writer. Readers who come behind a waiting writer wait as well. */
export class RwLock {
  constructor();
  /** The readers' side: held by any number at a time. */
  readonly read: Lock;
  /** The writer's side: held by one, and no reader. */
  readonly write: Lock;
}

/** A number of permits: at most that many things happen at once. Handed out in the order in which they were asked for. */
export class Semaphore {
  /** @param permits how many there are at first; `release` may add more */
  constructor(permits: i32);
  /** How many permits are there to be taken. */
  get available(): i32;
  /** Takes permits, as soon as they are there and all who asked before have theirs. */
  acquire(permits?: i32): Promise<void>;
  /** Takes permits if that needs no waiting, and tells whether it has. */
  tryAcquire(permits?: i32): bool;
  /** Gives permits back, or adds new ones. Throws a `RangeError` for a negative number, or too many of them. */
  release(permits?: i32): void;
  /** Calls `work` with permits taken, and gives them back however it ends. */
  run<R>(work: () => Promise<R>, permits?: i32): Promise<R>;
}

/**
 * Wakes tasks. One notification is kept if nobody waits for it: who looks whether there is something to do, and then
 * waits, misses none.
 */
export class Notify {
  constructor();
  /** Fulfilled by the next notification, or by the one that is kept. */
  wait(): Promise<void>;
  /** Wakes the task that waits longest; if there is none, the next one that would wait does not. */
  notifyOne(): void;
  /** Wakes all tasks that wait now. Nothing is kept. */
  notifyAll(): void;
}

/** Waits, while it does not hold a mutex, until somebody says that what the mutex guards has changed. */
export class Condition {
  /** @param mutex guards what the condition is about */
  constructor(mutex: Mutex);
  readonly mutex: Mutex;
  /**
   * Gives the mutex back, waits to be notified, and takes the mutex again. The caller holds it, before and after, also
   * when the wait is cancelled.
   */
  wait(): Promise<void>;
  /** Waits until `holds` returns true, which is called while the mutex is held: now, and after each notification. */
  waitFor(holds: () => bool): Promise<void>;
  /** Wakes those who wait longest; later ones wait on. Nothing is kept for who waits later. */
  notify(count?: i32): void;
  /** Wakes all who wait. */
  notifyAll(): void;
}

/** Opens, for good, once it was counted down to 0. */
export class Latch {
  /** @param count of how many `countDown` opens it */
  constructor(count: i32);
  /** How far it is from open. */
  get count(): i32;
  /** Counts down; not below 0. */
  countDown(by?: i32): void;
  /** Fulfilled once it is open. */
  wait(): Promise<void>;
}

/** Holds tasks until a number of them have arrived, then lets them all go on; and again. */
export class Barrier {
  /** @param parties how many it waits for; up to 1: none is held */
  constructor(parties: i32);
  readonly parties: i32;
  /**
   * Arrives. Fulfilled once as many as `parties` are waiting, in the order in which they arrived; with true for the one
   * that came last. One that is cancelled has not arrived.
   */
  wait(): Promise<bool>;
}

/** A value that is made when it is first asked for, once. */
export class Once<T> {
  /** @param make makes the value. If it fails, or is cancelled, who asked gets the error, and the next one calls it again. */
  constructor(make: () => Promise<T>);
  /** Whether the value is there. */
  get isDone(): bool;
  /** The value. Who asks while it is being made waits for it. Rejected as what makes it is. */
  get(): Promise<T>;
}
