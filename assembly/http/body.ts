// Bodies: what a message carries, as a stream that is read once.
import { Promise } from "../core/promise";
import { decodeBytes, encode, encodedLength } from "../wasi/utf8";
import { HttpError } from "./error";
import { Headers } from "./headers";
import { Output } from "./output";

// @ts-ignore: decorator
@inline const PIECE: i32 = 16 * 1024;

/**
 * The body of a message, read once and from its beginning. Nothing is read ahead: a reader that takes its time slows the
 * sender down.
 */
export abstract class Body {
  /** Number of bytes that are left, or -1 where that is not known. */
  abstract get size(): i64;

  /**
   * Reads up to as many bytes as `bytes` has room for, as soon as there are any.
   * @returns how many were read; 0 at the end
   */
  abstract read(bytes: Uint8Array): Promise<i32>;

  /** The fields behind a chunked body that a connection brings, once it was read to its end; else none. */
  get trailers(): Headers { return new Headers(); }

  /** Tells that nobody reads on. */
  async cancel(): Promise<void> {}

  /** The pieces, as they come. The loop cancels the body if it is left early. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let hasEnded = false;
    try {
      while (true) {
        const piece = new Uint8Array(PIECE), count = await this.read(piece);
        hasEnded = count == 0;
        if (hasEnded) break;
        yield piece.subarray(0, count);
      }
    } finally {
      if (!hasEnded) await this.cancel();
    }
  }

  /** All bytes that are left. */
  async bytes(): Promise<Uint8Array> {
    const size = this.size;
    if (size > i32.MAX_VALUE) throw new HttpError(413, "The body does not fit into memory");
    let bytes = new Uint8Array(size >= 0 ? <i32>size : PIECE), length = 0, count = 0;
    while ((count = await this.read(bytes.subarray(length)))) {
      length += count;
      if (size >= 0 || length < bytes.length) continue;
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    return bytes.subarray(0, length);
  }

  /** All that is left, as text; what is not UTF-8 is replaced by U+FFFD. */
  async text(): Promise<string> {
    const bytes = await this.bytes();
    return decodeBytes(bytes.dataStart, bytes.length);
  }
}

/** A body in memory. */
export class BytesBody extends Body {
  constructor(protected left: Uint8Array) { super(); }

  get size(): i64 { return this.left.length; }

  /** What is left, without a copy; then nothing is. */
  take(): Uint8Array {
    const left = this.left;
    this.left = NOTHING;
    return left;
  }

  /** Adds what is left to what is sent next; then nothing is. */
  putInto(output: Output): void { output.put(this.take()); }

  async read(bytes: Uint8Array): Promise<i32> {
    const left = this.left, count = min(left.length, bytes.length);
    memory.copy(bytes.dataStart, left.dataStart, count);
    this.left = left.subarray(count);
    return count;
  }
}

const NOTHING = new Uint8Array(0);

/** Text, which is encoded when it is sent. */
export class TextBody extends BytesBody {
  /** Of the text, in bytes. */
  private length: i32;

  constructor(private content: string) {
    super(NOTHING);
    this.length = encodedLength(content);
  }

  get size(): i64 { return this.left.length + this.length; }

  take(): Uint8Array {
    this.encode();
    return super.take();
  }

  read(bytes: Uint8Array): Promise<i32> {
    this.encode();
    return super.read(bytes);
  }

  putInto(output: Output): void {
    const length = this.length;
    if (length) output.putUtf8(this.takeContent(), length);
    else super.putInto(output);
  }

  private encode(): void {
    if (this.length) this.left = Uint8Array.wrap(encode(this.takeContent()));
  }

  private takeContent(): string {
    const content = this.content;
    this.content = "";
    this.length = 0;
    return content;
  }
}

/** A body that an async generator makes, piece by piece, when it is read. */
export class GeneratedBody extends Body {
  private left: Uint8Array = new Uint8Array(0);
  private hasEnded: bool = false;

  constructor(private readonly pieces: AsyncGenerator<Uint8Array>) { super(); }

  get size(): i64 { return -1; }

  async read(bytes: Uint8Array): Promise<i32> {
    while (!this.left.length && !this.hasEnded) {
      const step = await this.pieces.next();
      this.hasEnded = step.done;
      if (!step.done) this.left = step.value;
    }
    const left = this.left, count = min(left.length, bytes.length);
    memory.copy(bytes.dataStart, left.dataStart, count);
    this.left = left.subarray(count);
    return count;
  }

  async cancel(): Promise<void> {
    this.hasEnded = true;
    await this.pieces.return();
  }
}
