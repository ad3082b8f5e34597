// What comes in from a connection, through a buffer: lines for the parsers, bytes for bodies.
//
//   buffer   ░░░░░│▒▒▒▒▒▒▒│▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│           │
//                 held    start  searched end         length: 4 KiB, more while a line needs it, or lines that are held
//
// What was put into the output is sent before anything is waited for: responses to pipelined requests share a write, and
// no peer waits for an answer that lies in a buffer.
import { now } from "../core/sleep";
import { TimeLimit } from "../task/time_limit";
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
  /** From where on lines stay in the buffer, though they were gone past; -1: they do not. */
  private held: i32 = -1;
  private readonly limit: TimeLimit = new TimeLimit();
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

  /** Keeps the lines that are gone past from now on. */
  hold(): void {
    if (this.held < 0) this.held = this.start;
  }

  /** Ends what `hold` began: tells the address of the first of those lines. They lie there until the next `fill`. */
  release(): usize {
    const held = this.held;
    this.held = -1;
    return this.buffer.dataStart + held;
  }

  /**
   * Reads more behind what is buffered.
   * @param wait how long at most, in milliseconds; `deadline` may be earlier
   * @returns false at the end
   * Rejected with a `TimeoutError`, or as the connection's `read` is.
   */
  async fill(wait: f64 = Infinity): Promise<bool> {
    this.makeRoom();
    if (this.output.buffered) await this.output.flush();
    const count = await this.readSome(this.end ? this.buffer.subarray(this.end) : this.buffer, wait);
    this.end += count;
    return count > 0;
  }

  /** Reads up to as many bytes as `bytes` has room for: buffered ones, else new ones. Returns 0 at the end. As `fill`. */
  async read(bytes: Uint8Array, wait: f64): Promise<i32> {
    const count = min(this.buffered, bytes.length);
    if (!count) {
      if (this.output.buffered) await this.output.flush();
      return await this.readSome(bytes, wait);
    }
    memory.copy(bytes.dataStart, this.buffer.dataStart + this.start, count);
    this.start = this.searched = this.start + count;
    return count;
  }

  /** Nothing is read any more. */
  stop(): void { this.limit.stop(); }

  private readSome(bytes: Uint8Array, wait: f64): Promise<i32> {
    const reading = this.connection.read(bytes), left = min(wait, this.deadline - now());
    return left == Infinity ? reading : this.limit.of<i32>(reading, max(left, 0));
  }

  /** Makes room for at least a quarter of the buffer. */
  private makeRoom(): void {
    const buffer = this.buffer, isHeld = this.held >= 0, start = isHeld ? this.held : this.start, length = this.end - start;
    if (!length && buffer.length > CAPACITY) this.buffer = new Uint8Array(CAPACITY);
    else if (length > buffer.length - (buffer.length >> 2)) {
      const larger = new Uint8Array(buffer.length * 2);
      memory.copy(larger.dataStart, buffer.dataStart + start, length);
      this.buffer = larger;
    } else if (start) memory.copy(buffer.dataStart, buffer.dataStart + start, length);
    if (isHeld) this.held = 0;
    this.start -= start;
    this.searched -= start;
    this.end = length;
  }
}
