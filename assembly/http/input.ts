// What comes in from a connection, through a buffer: lines for the parsers, bytes for bodies.
//
//   buffer   ░░░░░░░│▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│                 │
//                   start  searched end               length: 4 KiB, more while a line needs it
//
// What was put into the output is sent before anything is waited for: responses to pipelined requests share a write, and
// no peer waits for an answer that lies in a buffer.
import { now } from "../core/sleep";
import { timeout } from "../task/deadline";
import { findByte } from "../wasi/bytes";
import { Connection } from "./connection";
import { Output } from "./output";

// @ts-ignore: decorator
@inline const CAPACITY: i32 = 4096;
// @ts-ignore: decorator
@inline const CR: u8 = 0x0d;
// @ts-ignore: decorator
@inline const LF: u8 = 0x0a;

/** Outcome of a search for a line. */
export const enum Line {
  /** From `lineStart` to `lineEnd`, without its CRLF. */
  FOUND,
  /** Its end has not come yet. */
  PENDING,
  /** It is longer than it may be. */
  TOO_LONG,
  /** It ends with an LF alone: RFC 9112 2.2 allows for taking that as an end, and smugglers rely on it. */
  BARE_LF,
}

/** The buffer behind a connection. */
export class Input {
  private buffer: Uint8Array = new Uint8Array(CAPACITY);
  private start: i32 = 0;
  private end: i32 = 0;
  private searched: i32 = 0;
  /** Addresses of the line that was found last, until the next `fill`. */
  lineStart: usize = 0;
  lineEnd: usize = 0;
  /** When what is being read has to be there, on the clock of `now`. */
  deadline: f64 = Infinity;

  constructor(readonly connection: Connection, private readonly output: Output) {}

  /** Number of bytes that are buffered. */
  get buffered(): i32 { return this.end - this.start; }

  /** Goes on to the next line, of `limit` bytes at most. Never waits. Looks at each byte once. */
  nextLine(limit: i32): Line {
    const base = this.buffer.dataStart, start = this.start, end = this.end;
    const found = <i32>(findByte(LF, base + this.searched, base + end) - base);
    this.searched = found;
    if (found == end) return end - start > limit + 1 ? Line.TOO_LONG : Line.PENDING;
    if (found == start || load<u8>(base + found - 1) != CR) return Line.BARE_LF;
    if (found - 1 - start > limit) return Line.TOO_LONG;
    this.lineStart = base + start;
    this.lineEnd = base + found - 1;
    this.start = this.searched = found + 1;
    return Line.FOUND;
  }

  /**
   * Reads more behind what is buffered.
   * @param wait how long at most, in milliseconds; `deadline` may be earlier
   * @returns false at the end
   * Rejected with a `TimeoutError`, or as the connection's `read` is.
   */
  async fill(wait: f64 = Infinity): Promise<bool> {
    this.makeRoom();
    const count = await this.readSome(this.end ? this.buffer.subarray(this.end) : this.buffer, wait);
    this.end += count;
    return count > 0;
  }

  /** Reads up to as many bytes as `bytes` has room for: buffered ones, else new ones. Returns 0 at the end. As `fill`. */
  async read(bytes: Uint8Array, wait: f64): Promise<i32> {
    const count = min(this.buffered, bytes.length);
    if (!count) return await this.readSome(bytes, wait);
    memory.copy(bytes.dataStart, this.buffer.dataStart + this.start, count);
    this.start = this.searched = this.start + count;
    return count;
  }

  private async readSome(bytes: Uint8Array, wait: f64): Promise<i32> {
    if (this.output.buffered) await this.output.flush();
    const left = min(wait, this.deadline - now());
    return left == Infinity ? await this.connection.read(bytes) : await timeout(this.connection.read(bytes), max(left, 0));
  }

  /** Makes room for at least a quarter of the buffer. */
  private makeRoom(): void {
    const buffer = this.buffer, start = this.start, length = this.end - start;
    if (!length && buffer.length > CAPACITY) this.buffer = new Uint8Array(CAPACITY);
    else if (length > buffer.length - (buffer.length >> 2)) {
      const larger = new Uint8Array(buffer.length * 2);
      memory.copy(larger.dataStart, buffer.dataStart + start, length);
      this.buffer = larger;
    } else if (start) memory.copy(buffer.dataStart, buffer.dataStart + start, length);
    this.searched -= start;
    this.start = 0;
    this.end = length;
  }
}
