import { Promise } from "../core/promise";
import { ChannelClosedError } from "./errors";

/** What is received from a `Channel<T>` or a `Subscription<T>`, the type `S`, up to its end. */
export class Messages<S, T> {
  constructor(private readonly source: S) {}

  /** The next message; the end once the channel is closed, and nothing is left. */
  async next(): Promise<IteratorResult<T>> {
    try {
      return { value: await this.source.receive(), done: false };
    } catch (e) {
      if (e instanceof ChannelClosedError) return { done: true };
      throw e;
    }
  }
}
