import { completed, completedVoid } from "../core/at_once";
import { Case } from "../core/case";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { fulfill, fulfillVoid } from "../core/settle";
import { ReceiveCase, SendCase } from "./cases";
import { refused } from "./errors";
import { Messages } from "./messages";
import { Ring } from "./ring";
import { Waiter, WaitList } from "./waiter";

/** One that waits to send a value. */
class Sender<T> extends Waiter {
  value: T;
}

/** What `tryReceive` has received. */
export class Received<T> {
  constructor(readonly value: T) {}
}

/**
 * A queue of values between tasks: any number of them send, any number receive. Values are received in the order in
 * which they were sent, each by one receiver; whoever waits is served in the order in which it came.
 *
 *                    ┌─────────────────────────┐
 *    senders ──────▶ │ values, up to capacity  │ ──────▶ receivers
 *    wait only       └─────────────────────────┘         wait only
 *    while it is full                                    while it is empty and no sender waits
 *
 * @example
 * const lines = new Channel<string>(64);
 * spawn(produce(lines)); // await lines.send(line) ... lines.close()
 * for await (const line of lines) console.log(line);
 */
export class Channel<T> {
  private readonly values: Ring<T> = new Ring<T>();
  private readonly senders: WaitList = new WaitList();
  private readonly receivers: WaitList = new WaitList();
  private closed: bool = false;

  /**
   * @param capacity how many values it holds before `send` waits; 0: rendezvous, `send` waits until the value is received
   */
  constructor(readonly capacity: i32 = 0) {
    if (capacity < 0) throw new RangeError("Channel: the capacity is negative");
  }

  /** A channel whose `send` never waits. Nothing slows its senders down: it grows as long as they are faster. */
  static unbounded<V>(): Channel<V> { return new Channel<V>(i32.MAX_VALUE); }

  /** How many values it holds, those of waiting senders not counted. */
  get length(): i32 { return this.values.length; }

  /** Whether `close` was called. There may be values left to receive. */
  get isClosed(): bool { return this.closed; }

  /**
   * Sends a value. Fulfilled once it is in the channel; where the capacity is 0, once a receiver has it. Rejected with a
   * `ChannelClosedError` if the channel is closed, or is closed before that: the value was not sent.
   */
  send(value: T): Promise<void> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<void>();
    if (this.closed) return refused<void>(direct, "send");
    return this.offer(value) ? completedVoid(direct) : this.waitToSend(value, direct);
  }

  /** Sends a value if that needs no waiting, and tells whether it was sent. Never to a closed channel. */
  trySend(value: T): bool { return !this.closed && this.offer(value); }

  /**
   * Receives the next value. Rejected with a `ChannelClosedError` once the channel is closed and everything that was
   * sent before is received.
   */
  receive(): Promise<T> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<T>();
    if (this.hasValue()) return completed<T>(direct, this.take());
    if (this.closed) return refused<T>(direct, "receive");
    return this.waitToReceive(direct);
  }

  /** Receives the next value if that needs no waiting; null if there is none. */
  tryReceive(): Received<T> | null { return this.hasValue() ? new Received<T>(this.take()) : null; }

  /**
   * Ends sending: those who wait to send are rejected with a `ChannelClosedError`, as later ones are. What the channel
   * holds is still received; then receivers are rejected, and `for await` ends. A second call does nothing.
   */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.senders.rejectAll("send");
    this.receivers.rejectAll("receive");
  }

  /** For `select`: a value can be received; `f` is given it. `select` is rejected if the channel is closed first. */
  onReceive<R>(f: (value: T) => R): Case<R> { return new ReceiveCase<Channel<T>, T, R>(this, f); }

  /** For `select`: a value can be sent, and is; then `f` is called. `select` is rejected if the channel is closed first. */
  onSend<R>(value: T, f: () => R): Case<R> { return new SendCase<T, R>(this, value, f); }

  /** Receives value by value, for `for await`, up to the end. Leaving the loop early closes nothing. */
  [Symbol.asyncIterator](): Messages<Channel<T>, T> { return new Messages<Channel<T>, T>(this); }

  /** Hands a value to the receiver that waits longest, or keeps it if there is room. */
  private offer(value: T): bool {
    if (this.receivers.length) fulfill<T>(changetype<usize>(this.receivers.shift()), value);
    else if (this.values.length < this.capacity) this.values.push(value);
    else return false;
    return true;
  }

  private waitToSend(value: T, direct: u32): Promise<void> {
    const sender = this.senders.add<Sender<T>>(isManaged<T>(), direct);
    sender.value = value;
    return changetype<Promise<void>>(sender);
  }

  private waitToReceive(direct: u32): Promise<T> {
    return changetype<Promise<T>>(this.receivers.add<Waiter>(false, direct));
  }

  /** `send` of a `select`: its value does not go to a receiver of the same `select`. */
  __beginSend(value: T): Promise<void> {
    if (!this.receivers.isOfThisSelect() || this.closed) return this.send(value);
    if (this.values.length == this.capacity) return this.waitToSend(value, 0);
    this.values.push(value);
    return completedVoid(0);
  }

  /** `receive` of a `select`: it does not take the value of a sender of the same `select`. */
  __beginReceive(): Promise<T> {
    if (!this.senders.isOfThisSelect()) return this.receive();
    return this.values.length ? completed<T>(0, this.values.shift()) : this.waitToReceive(0);
  }

  private hasValue(): bool { return this.values.length > 0 || this.senders.length > 0; }

  /** Takes the next value; there is one. The sender that waits longest gets the room. */
  private take(): T {
    if (!this.senders.length) return this.values.shift();
    const sender = changetype<usize>(this.senders.shift());
    let value = changetype<Sender<T>>(sender).value;
    if (this.capacity) value = this.values.exchange(value);
    fulfillVoid(sender);
    return value;
  }
}
