import { Promise } from "../core/promise";
import { IOError } from "../io/error";
import { Channel } from "../sync/channel";
import { ChannelClosedError } from "../sync/errors";
import { Messages } from "../sync/messages";
import { spawn, Task } from "../task/task";
import { Frames } from "./frames";
import { Link } from "./link";
import { MessageReader } from "./message_reader";
import { MessageWriter } from "./message_writer";

/** How many messages are kept that nobody has received. */
// @ts-ignore: decorator
@inline const CAPACITY: i32 = 16;

/**
 * One end of a connection between two isolates: messages of type `S` are sent, messages of type `R` received.
 *
 *            ┌ frames ┐  next   ┌───────┐  receive
 *   link ───▶│ bytes  │────────▶│ inbox │─────────▶      `pump` moves them, while there is room in the inbox;
 *            └────────┘         └───────┘                else the host keeps them, and at last their sender waits
 *   link ◀────────────────────────────── send
 */
export abstract class Endpoint<S, R> {
  private readonly frames: Frames;
  private readonly inbox: Channel<R> = new Channel<R>(CAPACITY);
  private task: Task<void> | null = null;
  private hasEnded: bool = false;

  constructor(protected readonly link: Link) {
    this.frames = new Frames(link);
  }

  /** Begins to take what comes. */
  protected begin(name: string): Task<void> {
    const task = spawn(this.pump(), name);
    this.task = task;
    return task;
  }

  /**
   * Sends a copy of a value: numbers, strings, `ArrayBuffer`s, typed arrays, arrays, and objects of classes decorated
   * with `@message`. Fulfilled once it is on its way: who does not receive slows down who sends.
   * Rejected with a `ChannelClosedError` once either end is closed, and with an `IsolateError` if the value cannot be
   * copied, or the isolate has failed.
   */
  async send(value: S): Promise<void> {
    if (this.hasEnded) throw new ChannelClosedError("send");
    const writer = new MessageWriter();
    writer.write<S>(value);
    try {
      await this.link.write<Uint8Array>(writer.finish());
    } catch (e) {
      if (!(e instanceof IOError)) throw e;
      await this.ended();
      throw new ChannelClosedError("send");
    }
  }

  /**
   * Receives the next message. Rejected with a `ChannelClosedError` once the other end sends no more and everything is
   * received, and with an `IsolateError` if the isolate has failed.
   */
  async receive(): Promise<R> {
    try {
      return await this.inbox.receive();
    } catch (e) {
      if (e instanceof ChannelClosedError) await this.ended();
      throw e;
    }
  }

  /** Ends sending: the other end receives what was sent, and then the end. Receiving goes on. */
  async close(): Promise<void> {
    if (this.hasEnded || this.link.isClosed) return;
    this.hasEnded = true;
    try {
      await this.link.shutdown();
    } catch (e) {
      if (!(e instanceof IOError)) throw e; // else the other end is gone
    }
  }

  /** Receives message by message, for `for await`, up to the end. Leaving the loop early closes nothing. */
  [Symbol.asyncIterator](): Messages<Endpoint<S, R>, R> { return new Messages<Endpoint<S, R>, R>(this); }

  /** Fulfilled when nothing more can come; rejected if the isolate at the other end has failed. */
  protected async ended(): Promise<void> {
    const task = this.task;
    if (task !== null) await task;
  }

  /** Gives everything up at once. */
  protected drop(): void {
    this.hasEnded = true;
    this.inbox.close();
    this.link.close();
  }

  private async pump(): Promise<void> {
    const frames = this.frames, inbox = this.inbox;
    try {
      for (let length = await frames.next(); length >= 0; length = await frames.next()) {
        const start = frames.message;
        await inbox.send(new MessageReader(start, start + length).whole<R>());
      }
      const failure = frames.failure;
      if (failure !== null) throw failure;
    } catch (e) {
      if (!this.isDropped(e)) throw e;
    } finally {
      inbox.close();
      this.atEnd();
    }
  }

  /** Nothing more comes. */
  protected atEnd(): void {}

  /** Whether an error only says that this end was dropped. */
  private isDropped(e: Error): bool {
    return this.link.isClosed && (e instanceof IOError || e instanceof ChannelClosedError);
  }
}
