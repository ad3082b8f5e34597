import { completed } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { Promise } from "../core/promise";
import { findByte, moveView } from "../wasi/bytes";
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

/** What has become of a line that is too long. */
const enum LongLine {
  NONE,
  /** It is being skipped. */
  SKIPPED,
  /** It has ended, and nobody was told. */
  UNTOLD,
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
  //    buffer     start                    searched         end
  //   ┌──────────┬────────────────────────┬────────────────┬────────────────────────┐
  //   │ taken    │ there is no delimiter  │ not searched   │ room for a whole read  │
  //   └──────────┴────────────────────────┴────────────────┴────────────────────────┘
  private buffer: ArrayBuffer;
  private start: usize;
  private end: usize;
  /** At `start` or before it, if nothing was searched in vain. */
  private searched: usize = 0;
  private delimiter: u8 = NEWLINE;
  private longLine: LongLine = LongLine.NONE;
  private ended: bool = false;
  private filling: bool = false;
  /** A view of the room. */
  private readonly room: Uint8Array = new Uint8Array(0);

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
    // What is left when all whole lines are taken has a place beside the next read.
    const buffer = new ArrayBuffer(max(capacity, 16) + (capacity >> 2));
    this.buffer = buffer;
    this.start = this.end = changetype<usize>(buffer);
    moveView(this.line, buffer, 0, 0);
  }

  /** Number of bytes that are buffered. */
  get buffered(): i32 { return <i32>(this.end - this.start); }

  /**
   * Reads once, behind what is buffered. Returns the number of bytes; 0 at the end. Rejected with an `IOError`; EBUSY
   * if another task is filling the buffer.
   */
  async fill(): Promise<i32> {
    const source = this.source;
    if (this.filling) throw new IOError(Errno.BUSY, "read", source.path);
    this.makeRoom();
    this.filling = true;
    const count = await source.attemptRead(this.room);
    this.filling = false;
    if (count < 0) throw new IOError(-count, "read", source.path);
    this.end += count;
    this.ended = count == 0;
    return count;
  }

  /** Makes room for a whole read: by moving what is buffered to the front, or to a larger buffer. */
  private makeRoom(): void {
    const start = this.start, length = this.buffered, size = this.buffer.byteLength;
    if (length + this.capacity > size) {
      this.buffer = new ArrayBuffer(2 * size);
      moveView(this.line, this.buffer, 0, 0);
    }
    const to = changetype<usize>(this.buffer);
    memory.copy(to, start, length);
    this.searched = to + (max(this.searched, start) - start);
    this.start = to;
    this.end = to + length;
    moveView(this.room, this.buffer, length, this.capacity);
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
    memory.copy(bytes.dataStart, this.start, count);
    this.start += count;
    return count;
  }

  /** Makes `line` show what was found from `start` to `end`. */
  // @ts-ignore: decorator
  @inline private show(start: usize, end: usize): void {
    const line = changetype<usize>(this.line);
    store<usize>(line, start, offsetof<Uint8Array>("dataStart"));
    store<i32>(line, <i32>(end - start), offsetof<Uint8Array>("byteLength"));
  }

  /** `show` without the "\r" in front of a "\n". */
  // @ts-ignore: decorator
  @inline private showLine(start: usize, end: usize): void {
    this.show(start, end - usize(end > start && load<u8>(end - 1) == CARRIAGE_RETURN));
  }

  /** Takes a line if it is buffered as a whole, and nothing about it is unusual. */
  // It never collects, so it needs no shadow stack, and neither does `nextLine`.
  private takeLine(): bool {
    const start = this.start, end = this.end;
    if (this.searched > start || this.longLine) return false;
    const at = findByte(NEWLINE, start, end);
    if (at == end || at - start > <usize>this.lineLimit) return false;
    this.start = at + 1;
    this.showLine(start, at);
    return true;
  }

  /** Looks for a delimiter in what is buffered; `line` then shows what was in front of it. */
  private search(delimiter: u8): Found {
    if (this.longLine == LongLine.UNTOLD) {
      this.longLine = LongLine.NONE;
      return Found.TOO_LONG;
    }
    const start = this.start, end = this.end;
    const isNew = this.searched < start || this.delimiter != delimiter;
    const at = findByte(delimiter, isNew ? start : this.searched, end);
    if (at == end && !this.ended) {
      this.delimiter = delimiter;
      this.searched = end;
      if (<i32>(end - start) > this.lineLimit) {
        this.longLine = LongLine.SKIPPED;
        this.start = end;
      }
      return Found.MORE;
    }
    const isSkipped = this.longLine == LongLine.SKIPPED;
    if (at == end && start == end && !isSkipped) return Found.END;
    this.start = min(at + 1, end);
    if (isSkipped || <i32>(at - start) > this.lineLimit) {
      this.longLine = LongLine.NONE;
      return Found.TOO_LONG;
    }
    if (delimiter == NEWLINE) this.showLine(start, at);
    else this.show(start, at);
    return Found.LINE;
  }

  private async searchOn(delimiter: u8): Promise<bool> {
    let found = Found.MORE;
    while (found == Found.MORE) {
      await this.fill();
      found = this.search(delimiter);
    }
    if (found == Found.TOO_LONG) throw new LineTooLongError(this.source.path, this.lineLimit);
    return found == Found.LINE;
  }

  /** Goes on to the next line if it is buffered as a whole: then `line` shows it. Never waits. */
  tryNextLine(): bool {
    if (this.takeLine()) return true;
    if (this.searched == this.end) return false;
    const found = this.search(NEWLINE);
    if (found == Found.TOO_LONG) this.longLine = LongLine.UNTOLD; // for the next call that can be rejected
    return found == Found.LINE;
  }

  /**
   * Goes on to the next line: then `line` shows it. Returns whether there was one. The last one need not end in "\n".
   * Rejected with an `IOError`, or with a `LineTooLongError`; the next call then goes on behind that line.
   */
  nextLine(): Promise<bool> {
    const direct = takeDirect();
    return this.takeLine() ? completed<bool>(direct, true) : this.goOn(direct);
  }

  /** `nextLine` where the line is not there yet, or there is something unusual about it. */
  private goOn(direct: u32): Promise<bool> {
    const found = this.search(NEWLINE);
    if (found == Found.LINE || found == Found.END) return completed<bool>(direct, found == Found.LINE);
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
