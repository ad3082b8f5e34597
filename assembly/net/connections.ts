import { Promise } from "../core/promise";
import { TcpListener } from "./tcp_listener";
import { TcpStream } from "./tcp_stream";

/** The connections that a listener accepts, as an async iterator. Ends when the listener is closed. */
export class Connections implements AsyncIterableIterator<TcpStream> {
  constructor(private readonly listener: TcpListener) {}

  /** The next connection. Rejected as `TcpListener.accept` is. */
  async next(): Promise<IteratorResult<TcpStream>> {
    try {
      return { value: await this.listener.accept(), done: false };
    } catch (e) {
      if (this.listener.isClosed) return { done: true };
      throw e;
    }
  }

  [Symbol.asyncIterator](): Connections { return this; }
}
