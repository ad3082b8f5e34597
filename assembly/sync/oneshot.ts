import { Case } from "../core/case";
import { Promise } from "../core/promise";
import { Channel, Received } from "./channel";

/**
 * A channel for a single value: an answer, or the news that something has happened. Unlike a promise it can be closed
 * from either side: whoever computes the value sees that nobody wants it any more.
 *
 * @example
 * const answer = new Oneshot<i32>();
 * spawn(ask(answer)); // answer.send(42)
 * console.log((await answer.receive()).toString());
 */
export class Oneshot<T> {
  private readonly channel: Channel<T> = new Channel<T>(1);

  /** Whether it takes no value any more: one was sent, or `close` was called. */
  get isClosed(): bool { return this.channel.isClosed; }

  /** Sends the value. Returns false, and does nothing, if one was sent before or it is closed. */
  send(value: T): bool {
    const sent = this.channel.trySend(value);
    this.channel.close();
    return sent;
  }

  /** Receives the value. Rejected with a `ChannelClosedError` if it was closed without one, or somebody has received it. */
  receive(): Promise<T> { return this.channel.receive(); }

  /** For `select`: the value can be received; `f` is given it. `select` is rejected as `receive` would be. */
  onReceive<R>(f: (value: T) => R): Case<R> { return this.channel.onReceive<R>(f); }

  /** The value, if it was sent and not received yet; else null. */
  tryReceive(): Received<T> | null { return this.channel.tryReceive(); }

  /** Gives up, on either side. A value that was sent can still be received. */
  close(): void { this.channel.close(); }
}
