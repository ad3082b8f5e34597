import { completed } from "../core/at_once";
import { Case } from "../core/case";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { fulfill, reject } from "../core/settle";
import { rejected } from "../core/settled";
import { ReceiveCase } from "./cases";
import { Received } from "./channel";
import { ChannelClosedError, LaggedError, refused } from "./errors";
import { Messages } from "./messages";
import { Waiter, WaitList } from "./waiter";

/** One who waits for the next message. */
class Listener<T> extends Waiter {
  subscription: Subscription<T>;
}

/** What a broadcast and its subscriptions share. */
class Log<T> {
  /** The last messages; message n is at n modulo their number. */
  readonly kept: StaticArray<T>;
  readonly listeners: WaitList = new WaitList();
  sent: i64 = 0;
  isClosed: bool = false;
  subscribers: i32 = 0;

  constructor(capacity: i32) { this.kept = new StaticArray<T>(capacity); }

  /** The number of the oldest message that is kept. */
  get oldest(): i64 { return max<i64>(this.sent - this.kept.length, 0); }

  get(number: i64): T { return unchecked(this.kept[<i32>(number % this.kept.length)]); }

  /** Appends a message, and hands it to those who wait for it. */
  append(message: T): void {
    const number = this.sent++;
    unchecked((this.kept[<i32>(number % this.kept.length)] = message));
    for (let at = this.listeners.first; at !== null; ) {
      const listener = changetype<Listener<T>>(at), subscription = listener.subscription;
      at = listener.after;
      if (subscription.position != number) continue; // another call of the same subscription has it
      subscription.position++;
      this.listeners.remove(listener);
      fulfill<T>(changetype<usize>(listener), message);
      at = this.stillThere(at);
    }
  }

  /** Rejects those who wait on a subscription. */
  rejectListeners(subscription: Subscription<T>): void {
    for (let at = this.listeners.first; at !== null; ) {
      const listener = changetype<Listener<T>>(at);
      at = listener.after;
      if (listener.subscription !== subscription) continue;
      this.listeners.remove(listener);
      reject(changetype<usize>(listener), new ChannelClosedError("receive"));
      at = this.stillThere(at);
    }
  }

  /** Where to go on: a `select` that was decided by the one before has taken its other operations out. */
  private stillThere(listener: Waiter | null): Waiter | null {
    return listener !== null && listener.list === null ? this.listeners.first : listener;
  }
}

/**
 * A channel in which every subscriber receives every message that is sent after it has subscribed. Sending never waits:
 * the last messages are kept, and a subscriber that is slower than that misses some, and is told how many.
 *
 * @example
 * const prices = new Broadcast<f64>(16);
 * const mine = prices.subscribe();
 * prices.send(9.5);
 * console.log((await mine.receive()).toString());
 */
export class Broadcast<T> {
  private readonly log: Log<T>;

  /** @param capacity how many messages are kept for subscribers that are slow */
  constructor(readonly capacity: i32) {
    if (capacity < 1) throw new RangeError("Broadcast: the capacity is less than 1");
    this.log = new Log<T>(capacity);
  }

  /** How many subscriptions there are. */
  get subscribers(): i32 { return this.log.subscribers; }

  /** Whether `close` was called. */
  get isClosed(): bool { return this.log.isClosed; }

  /** Subscribes to what is sent from now on. */
  subscribe(): Subscription<T> { return new Subscription<T>(this.log); }

  /** Sends a message, and returns to how many subscribers. Throws a `ChannelClosedError` if it is closed. */
  send(message: T): i32 {
    const log = this.log;
    if (log.isClosed) throw new ChannelClosedError("send");
    if (log.subscribers) log.append(message);
    return log.subscribers;
  }

  /** Ends sending. Subscribers still receive what is kept for them; then they are rejected. */
  close(): void {
    this.log.isClosed = true;
    this.log.listeners.rejectAll("receive");
  }
}

/** One subscriber of a `Broadcast`. */
export class Subscription<T> {
  /** The number of the message that comes next. */
  position: i64;
  private isClosed: bool = false;

  constructor(private readonly log: Log<T>) {
    this.position = log.sent;
    log.subscribers++;
  }

  /** How many messages there are to receive. */
  get length(): i32 { return this.isClosed ? 0 : <i32>(this.log.sent - max<i64>(this.position, this.log.oldest)); }

  /**
   * Receives the next message. Rejected with a `LaggedError` if messages were missed: the call after that receives the
   * oldest one that is kept. Rejected with a `ChannelClosedError` once there can be no more.
   */
  receive(): Promise<T> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<T>();
    const missed = this.skipMissed();
    if (missed) return rejected<T>(direct, new LaggedError(missed));
    if (this.length) return completed<T>(direct, this.log.get(this.position++));
    if (this.isClosed || this.log.isClosed) return refused<T>(direct, "receive");
    const listener = this.log.listeners.add<Listener<T>>(true, direct);
    listener.subscription = this;
    return changetype<Promise<T>>(listener);
  }

  /** Receives the next message if there is one, else null. Throws a `LaggedError` if messages were missed. */
  tryReceive(): Received<T> | null {
    const missed = this.skipMissed();
    if (missed) throw new LaggedError(missed);
    return this.length ? new Received<T>(this.log.get(this.position++)) : null;
  }

  /** Ends the subscription. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.log.subscribers--;
    this.log.rejectListeners(this);
  }

  /** For `select`: a message can be received; `f` is given it. `select` is rejected as `receive` would be. */
  onReceive<R>(f: (message: T) => R): Case<R> { return new ReceiveCase<Subscription<T>, T, R>(this, f); }

  /** `receive` of a `select`. */
  __beginReceive(): Promise<T> { return this.receive(); }

  /** Receives message by message, for `for await`, up to the end. */
  [Symbol.asyncIterator](): Messages<Subscription<T>, T> { return new Messages<Subscription<T>, T>(this); }

  /** Goes on to the oldest message that is kept; returns how many were missed. */
  private skipMissed(): i64 {
    const missed = this.isClosed ? 0 : max<i64>(this.log.oldest - this.position, 0);
    this.position += missed;
    return missed;
  }
}
