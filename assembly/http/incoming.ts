// The body of a message that comes in over a connection (RFC 9112 6).
import { TimeoutError } from "../task/errors";
import { Body } from "./body";
import { Chunk, ChunkParser } from "./chunks";
import { HttpError } from "./error";
import { BodyEnd, Framing } from "./framing";
import { Headers } from "./headers";
import { Input } from "./input";
import { Limits } from "./limits";
import { Output } from "./output";

/** Reads a body from a connection as far as it goes, and not a byte more. */
export class IncomingBody extends Body {
  private readonly end: BodyEnd;
  private readonly chunks: ChunkParser | null;
  /** Bytes that are left, where the end is a length. */
  private left: i64;
  /** How many may still come. */
  private allowed: i64;
  private hasEnded: bool;
  /** Whether the peer waits to be told to go on: done when something is read. */
  private awaitsContinue: bool;

  /**
   * @param wait how long to wait for each piece, in milliseconds
   * Throws an `HttpError` (413) if the body is said to be too large.
   */
  constructor(
    private readonly input: Input,
    private readonly output: Output,
    framing: Framing,
    limits: Limits,
    private readonly wait: f64,
  ) {
    super();
    this.end = framing.bodyEnd;
    this.left = framing.length;
    this.allowed = limits.body;
    this.hasEnded = framing.bodyEnd == BodyEnd.NO_BODY || (framing.bodyEnd == BodyEnd.LENGTH && !framing.length);
    this.awaitsContinue = framing.expectsContinue && !this.hasEnded;
    this.chunks = framing.bodyEnd == BodyEnd.CHUNK ? new ChunkParser(limits) : null;
    if (framing.length > limits.body) throw new HttpError(413, "The body is too large");
  }

  get size(): i64 { return this.hasEnded ? 0 : this.end == BodyEnd.LENGTH ? this.left : -1; }

  /** Whether it was read up to its end. */
  get isComplete(): bool { return this.hasEnded; }

  /** Whether the peer was never told to send it. */
  get isUnwanted(): bool { return this.awaitsContinue; }

  get trailers(): Headers {
    const chunks = this.chunks;
    return chunks !== null && this.hasEnded ? chunks.trailers : new Headers();
  }

  /** Tells a peer that waits for it to go on: sent before anything is waited for. */
  goOn(): void {
    if (!this.awaitsContinue) return;
    this.awaitsContinue = false;
    // A client that does not wait need not be told (RFC 9110 10.1.1).
    if (!this.input.buffered) this.output.putText("HTTP/1.1 100 Continue\r\n\r\n");
  }

  /** An answer was begun: it is too late to tell the peer to go on. */
  stopContinue(): void { this.awaitsContinue = false; }

  /** Rejected with an `HttpError`: 400, 413, or 408 if no piece comes in time. */
  async read(bytes: Uint8Array): Promise<i32> {
    if (this.hasEnded || !bytes.length) return 0;
    try {
      return await this.readPiece(bytes);
    } catch (e) {
      if (e instanceof TimeoutError) throw new HttpError(408, "The body did not come in time");
      throw e;
    }
  }

  private async readPiece(bytes: Uint8Array): Promise<i32> {
    this.goOn();
    const chunks = this.chunks;
    let limit: i64 = bytes.length;
    if (chunks !== null) {
      while (!chunks.advance(this.input)) if (!(await this.input.fill(this.wait))) throw cutShort();
      this.hasEnded = chunks.state == Chunk.END;
      if (this.hasEnded) return 0;
      limit = min(limit, chunks.left);
    } else if (this.end == BodyEnd.LENGTH) limit = min(limit, this.left);
    const count = await this.input.read(limit < bytes.length ? bytes.subarray(0, <i32>limit) : bytes, this.wait);
    if (!count && this.end != BodyEnd.CLOSE) throw cutShort();
    this.note(count);
    return count;
  }

  private note(count: i32): void {
    const chunks = this.chunks;
    this.left -= count;
    this.allowed -= count;
    if (chunks !== null) chunks.left -= count;
    if (this.end == BodyEnd.LENGTH ? !this.left : !count) this.hasEnded = true;
    if (this.allowed < 0) throw new HttpError(413, "The body is too large");
  }
}

function cutShort(): HttpError { return new HttpError(400, "The connection ended within the body"); }
