// The body of a message that a host brings: it has found where that ends.
import { CancelledError } from "../../core/cancelled";
import { Promise } from "../../core/promise";
import { now } from "../../core/sleep";
import { timeout } from "../../task/deadline";
import { TimeoutError } from "../../task/errors";
import { Body } from "../body";
import { HttpError } from "../error";
import { Headers } from "../headers";
import { Limits } from "../limits";

/** Where a host gives the bytes of a body. */
export abstract class BodySource {
  /** @param isRequest whether it is that of a request; else of a response that was asked for */
  constructor(readonly isRequest: bool) {}

  /** Reads some bytes; 0 at the end. Rejected if the body is cut short. */
  abstract read(bytes: Uint8Array): Promise<i32>;

  /** What comes behind the body, once it was read to its end. */
  abstract readTrailers(): Promise<Headers>;

  /** Gives it back to the host. May be called again. */
  abstract close(): void;

  /** What the host says about a response that was cut short; null if it says nothing. */
  get reason(): HttpError | null { return null; }
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
   * Throws an `HttpError` if the body is said to be too large.
   */
  constructor(
    private readonly source: BodySource, size: i64, limits: Limits, private readonly wait: f64, private readonly deadline: f64,
  ) {
    super();
    this.left = size;
    this.allowed = limits.body;
    if (size > limits.body) throw this.tooLarge();
  }

  get size(): i64 { return this.hasEnded ? 0 : this.left; }

  get trailers(): Headers { return this.behind; }

  /** Rejected with an `HttpError`: of a request 400, 408 or 413; of a response 502 or 504. */
  async read(bytes: Uint8Array): Promise<i32> {
    if (this.hasEnded || !bytes.length) return 0;
    let count = 0;
    try {
      count = await timeout(this.source.read(bytes), min(this.wait, this.deadline - now()));
      if (!count && this.left < 0) this.behind = await timeout(this.source.readTrailers(), this.wait);
    } catch (e) {
      if (e instanceof CancelledError) throw e;
      this.end();
      throw this.failure(e);
    }
    this.allowed -= count;
    if (!count && this.left > 0) throw this.failure(null);
    if (this.left >= 0) this.left = max<i64>(this.left - count, 0);
    if (!count || !this.left || this.allowed < 0) this.end();
    if (this.allowed < 0) throw this.tooLarge();
    return count;
  }

  /** Nobody reads on: the host discards what is left. */
  async cancel(): Promise<void> { this.end(); }

  private end(): void {
    this.hasEnded = true;
    this.source.close();
  }

  private failure(error: Error | null): HttpError {
    const isRequest = this.source.isRequest, reason = this.source.reason;
    if (error !== null && error instanceof TimeoutError) {
      return isRequest ? new HttpError(408, "The body did not come in time") :
        new HttpError(504, "The response did not come in time");
    }
    if (isRequest) return new HttpError(400, "The connection ended within the body");
    return reason !== null ? reason : new HttpError(502, "The response is not valid: The connection ended within the body");
  }

  private tooLarge(): HttpError {
    const what = "The body is too large";
    return this.source.isRequest ? new HttpError(413, what) : new HttpError(502, "The response is not valid: " + what);
  }
}

/** A size, as `Content-Length` says; -1 if it does not. The host has checked it. */
export function declaredSize(headers: Headers): i64 {
  const text = headers.get("content-length");
  return text !== null ? I64.parseInt(text) : -1;
}
