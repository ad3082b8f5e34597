import { completed } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { Promise } from "../core/promise";
import { byteOf, findByte, moveView } from "../wasi/bytes";
import { Errno } from "../wasi/errno";
import { decodeBytes } from "../wasi/utf8";
import { AsyncFd } from "./async_fd";
import { IOError } from "./error";
import { Lines } from "./lines";
import { rejected } from "../core/settled";

// @ts-ignore: decorator
@inline const CAPACITY: i32 = 64 * 1024;
// @ts-ignore: decorator
@inline const LINE_LIMIT: i32 = 16 * 1024 * 1024;
// @ts-ignore: decorator
@inline const NEWLINE: u8 = 0x0a;
// @ts-ignore: decorator
@inline const CARRIAGE_RETURN: u8 = 0x0d;

/** A line, or what `readUntil` looked for, is longer than the reader's limit. The reader goes on behind it. */
export class LineTooLongError extends Error {
  readonly code: string = "POLLEN_E_LINE_TOO_LONG";

  constructor(path: string, limit: i32) {
    super("read '" + path + "': a line is longer than " + limit.toString() + " bytes (POLLEN_E_LINE_TOO_LONG)");
    this.name = "LineTooLongError";
  }
}

/** Outcome of a search in what is buffered. */
const enum Found {
  /** The view shows a line. */
  LINE,
  /** Nothing, and nothing will come. */
  END,
  /** Nothing yet. */
  MORE,
  /** A line that is too long has ended. */
  TOO_LONG,
}

/**
 * Reads from a descriptor through a buffer: bytes, lines, or up to a delimiter. It reads ahead: what it has buffered is
 * lost for other readers of the descriptor.
 *
 * @example
 * const reader = new BufferedReader(stdin);
 * while (await reader.nextLine()) await writer.write(reader.line); // allocates nothing
 */
export class BufferedReader {
  private buffer: Uint8Array;
  /** What is buffered lies from `start` to `end`; up to `searched` there is no `delimiter`. */
  private start: i32 = 0;
  private end: i32 = 0;
  private searched: i32 = 0;
  private delimiter: u8 = NEWLINE;
  private ended: bool = false;
  private filling: bool = false;
  /** A line that is too long is being skipped; `tooLong`: was, and nobody was told. */
  private skipping: bool = false;
  private tooLong: bool = false;
  /** A view of parts of the buffer. */
  private readonly part: Uint8Array = new Uint8Array(0);

  /** The line that `nextLine` found, without its end ("\n" or "\r\n"); until the next call of a method. */
  readonly line: Uint8Array = new Uint8Array(0);

  /**
   * @param source what is read
   * @param capacity bytes that one read asks for
   * @param lineLimit longest line, in bytes
   */
  constructor(
    readonly source: AsyncFd,
    private readonly capacity: i32 = CAPACITY,
    readonly lineLimit: i32 = LINE_LIMIT,
  ) {
    this.buffer = new Uint8Array(max(capacity, 16));
  }

  /** Number of bytes that are buffered. */
  get buffered(): i32 { return this.end - this.start; }

  /**
   * Reads once, behind what is buffered. Returns the number of bytes; 0 at the end. Rejected with an `IOError`; EBUSY
   * if another task is filling the buffer.
   */
  async fill(): Promise<i32> {
    const source = this.source;
    if (this.filling) throw new IOError(Errno.BUSY, "read", source.path);
    this.filling = true;
    this.makeRoom();
    const count = await source.attemptRead(this.show(this.end, this.buffer.length - this.end));
    this.filling = false;
    if (count < 0) throw new IOError(-count, "read", source.path);
    this.end += count;
    this.ended = count == 0;
    return count;
  }

  private show(at: i32, length: i32): Uint8Array {
    moveView(this.part, this.buffer.buffer, at, length);
    return this.part;
  }

  /** Makes room for at least half a buffer: by moving what is buffered to the front, or by a larger buffer. */
  private makeRoom(): void {
    const buffer = this.buffer, size = buffer.length;
    buffer.copyWithin(0, this.start, this.end);
    this.end -= this.start;
    this.searched -= this.start;
    this.start = 0;
    if (size - this.end >= size >> 1) return;
    this.buffer = new Uint8Array(size * 2);
    this.buffer.set(buffer);
  }

  private consume(count: i32): void {
    this.start += count;
    if (this.searched < this.start) this.searched = this.start;
    if (this.start == this.end) this.start = this.end = this.searched = 0;
  }

  /**
   * Reads up to as many bytes as `bytes` has room for: those that are buffered, else what one read gives.
   * Returns the number of bytes; 0 at the end. Rejected with an `IOError`.
   */
  async read(bytes: Uint8Array): Promise<i32> {
    if (!this.buffered) {
      if (bytes.byteLength >= this.capacity) return await this.source.read(bytes);
      if (!(await this.fill())) return 0;
    }
    const count = min(this.buffered, bytes.byteLength);
    bytes.set(this.show(this.start, count));
    this.consume(count);
    return count;
  }

  /** Looks for a delimiter in what is buffered; `line` then shows what was in front of it. */
  // @ts-ignore: decorator
  @inline private search(delimiter: u8): Found {
    if (delimiter != this.delimiter) {
      this.delimiter = delimiter;
      this.searched = this.start;
    }
    const base = this.buffer.dataStart, start = this.start, end = this.end;
    const at = <i32>(findByte(delimiter, base + this.searched, base + end) - base);
    if (at == end && !this.ended) {
      this.searched = end;
      if (end - start > this.lineLimit) {
        this.skipping = true;
        this.start = this.end = this.searched = 0;
      }
      return Found.MORE;
    }
    if (at == end && start == end && !this.skipping) return Found.END;
    this.start = this.searched = min(at + 1, end);
    if (this.skipping || at - start > this.lineLimit) {
      this.skipping = false;
      return Found.TOO_LONG;
    }
    moveView(this.line, this.buffer.buffer, start, at - start);
    return Found.LINE;
  }

  /** The same for a line. Not inlined: it never collects, so it needs no shadow stack, and neither does `nextLine`. */
  private searchLine(): Found {
    if (this.tooLong) {
      this.tooLong = false;
      return Found.TOO_LONG;
    }
    const found = this.search(NEWLINE);
    if (found == Found.LINE) {
      const line = this.line, last = line.byteLength - 1;
      if (last >= 0 && byteOf(line, last) == CARRIAGE_RETURN) {
        moveView(line, line.buffer, line.byteOffset, last);
      }
    }
    return found;
  }

  private async searchOn(delimiter: u8): Promise<bool> {
    let found = Found.MORE;
    while (found == Found.MORE) {
      await this.fill();
      found = delimiter == NEWLINE ? this.searchLine() : this.search(delimiter);
    }
    if (found == Found.TOO_LONG) throw new LineTooLongError(this.source.path, this.lineLimit);
    return found == Found.LINE;
  }

  /** Goes on to the next line if it is buffered as a whole: then `line` shows it. Never waits. */
  tryNextLine(): bool {
    if (this.searched == this.end) return false;
    const found = this.searchLine();
    this.tooLong = found == Found.TOO_LONG; // for the next call that can be rejected
    return found == Found.LINE;
  }

  /**
   * Goes on to the next line: then `line` shows it. Returns whether there was one. The last one need not end in "\n".
   * Rejected with an `IOError`, or with a `LineTooLongError`; the next call then goes on behind that line.
   */
  nextLine(): Promise<bool> {
    const direct = takeDirect();
    const found = this.searchLine();
    if (found == Found.LINE || found == Found.END) return completed<bool>(direct, found == Found.LINE);
    return this.goOn(found, direct);
  }

  /** `nextLine` where there is no line yet, or one that is too long. */
  private goOn(found: Found, direct: u32): Promise<bool> {
    if (found == Found.TOO_LONG) return rejected<bool>(direct, new LineTooLongError(this.source.path, this.lineLimit));
    __direct = direct;
    return this.searchOn(NEWLINE);
  }

  /** The next line, as text, if it is buffered as a whole; else null. Never waits. */
  tryReadLine(): string | null {
    return this.tryNextLine() ? this.text() : null;
  }

  /** The next line, as text, or null at the end. What is not UTF-8 is replaced by U+FFFD. Rejected as `nextLine` is. */
  async readLine(): Promise<string | null> {
    return (await this.nextLine()) ? this.text() : null;
  }

  private text(): string { return decodeBytes(this.line.dataStart, this.line.byteLength); }

  /**
   * A copy of the bytes up to the next `delimiter`, which is taken away, or up to the end; null if there are none.
   * Rejected as `nextLine` is.
   */
  async readUntil(delimiter: u8): Promise<Uint8Array | null> {
    const found = this.search(delimiter);
    if (found == Found.TOO_LONG) throw new LineTooLongError(this.source.path, this.lineLimit);
    if (found == Found.END || (found == Found.MORE && !(await this.searchOn(delimiter)))) return null;
    return this.line.slice();
  }

  /** The lines that are left, one by one. */
  lines(): Lines { return new Lines(this); }
}
