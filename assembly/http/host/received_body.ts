// The body of a message that a host brings: it has found where that ends.
import { now } from "../../core/sleep";
import { timeout } from "../../task/deadline";
import { TimeoutError } from "../../task/errors";
import { Body } from "../body";
import { HttpError } from "../error";
import { Headers } from "../headers";
import { Limits } from "../limits";

/** Where a host gives the bytes of a body. */
export abstract class BodySource {
  /** Reads some bytes; 0 at the end. Rejected if the body is cut short. */
  abstract read(bytes: Uint8Array): Promise<i32>;

  /** What comes behind the body, once it was read to its end. */
  abstract readTrailers(): Promise<Headers>;

  /** Gives it back to the host. May be called again. */
  abstract close(): void;

  /** What the reading is rejected with, as an answer to the client (400), or of a server that has asked (502). */
  abstract explain(error: Error): HttpError;
}

/** A body with the limits of a server, or of a client. */
export class ReceivedBody extends Body {
  private left: i64;
  private allowed: i64;
  private hasEnded: bool = false;
  private behind: Headers = new Headers();

  /**
   * @param size in bytes; -1 if that is not known
   * @param wait how long to wait for each piece, in milliseconds
   * @param deadline when all of it has to be there, on the clock of `now`
   * Throws an `HttpError` (413) if the body is said to be too large.
   */
  constructor(
    private readonly source: BodySource, size: i64, limits: Limits, private readonly wait: f64, private readonly deadline: f64,
  ) {
    super();
    this.left = size;
    this.allowed = limits.body;
    if (size > limits.body) throw new HttpError(413, "The body is too large");
  }

  get size(): i64 { return this.hasEnded ? 0 : this.left; }

  get trailers(): Headers { return this.behind; }

  /** Rejected with an `HttpError`: 413, 408 if no piece comes in time, else what the source says. */
  async read(bytes: Uint8Array): Promise<i32> {
    if (this.hasEnded || !bytes.length) return 0;
    let count = 0;
    try {
      count = await timeout(this.source.read(bytes), min(this.wait, this.deadline - now()));
      if (!count && this.left < 0) this.behind = await timeout(this.source.readTrailers(), this.wait);
    } catch (e) {
      this.end();
      if (e instanceof TimeoutError) throw new HttpError(408, "The body did not come in time");
      throw e instanceof HttpError ? e : this.source.explain(e);
    }
    this.allowed -= count;
    if (this.left >= 0) this.left = max(this.left - count, 0);
    if (!count || !this.left) this.end();
    if (this.allowed < 0) throw new HttpError(413, "The body is too large");
    return count;
  }

  /** Nobody reads on: the host discards what is left. */
  async cancel(): Promise<void> { this.end(); }

  private end(): void {
    this.hasEnded = true;
    this.source.close();
  }
}

/** A size, as `Content-Length` says; -1 if it does not. The host has checked it. */
export function declaredSize(headers: Headers): i64 {
  const text = headers.get("content-length");
  return text !== null ? I64.parseInt(text) : -1;
}
