import { completedVoid } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { Promise } from "../core/promise";
import { copyBytes } from "../wasi/bytes";
import { encode } from "../wasi/utf8";
import { AsyncFd } from "./async_fd";

// @ts-ignore: decorator
@inline const CAPACITY: i32 = 64 * 1024;
// @ts-ignore: decorator
@inline const NEWLINE: u8 = 0x0a;

/**
 * Writes to a descriptor through a buffer, so that many small writes become few. What is buffered at the end of the
 * program is lost: `flush` first.
 *
 * @example
 * const writer = new BufferedWriter(stdout);
 * for (let i = 0; i < 1000; i++) await writer.write(i.toString() + "\n");
 * await writer.flush();
 */
export class BufferedWriter {
  private buffer: Uint8Array;
  /** What was buffered last, once the descriptor has taken it. */
  private spare: Uint8Array | null = null;
  private end: i32 = 0;

  /**
   * @param target what is written to
   * @param capacity the high-water mark: with more bytes buffered, `write` waits until the descriptor has taken them
   */
  constructor(readonly target: AsyncFd, readonly capacity: i32 = CAPACITY) {
    this.buffer = new Uint8Array(max(capacity, 16));
  }

  /** Number of bytes that are buffered. */
  get buffered(): i32 { return this.end; }

  /** Buffers `bytes` if there is room for them, and tells whether. Never waits. */
  tryWrite(bytes: Uint8Array): bool {
    const length = bytes.byteLength, end = this.end, buffer = this.buffer;
    if (length > buffer.byteLength - end) return false;
    copyBytes(buffer.dataStart + end, bytes.dataStart, length);
    this.end = end + length;
    return true;
  }

  /** Buffers `line` and "\n" if there is room for both, and tells whether. Never waits. */
  tryWriteLine(line: Uint8Array): bool {
    const length = line.byteLength, end = this.end, buffer = this.buffer;
    if (length >= buffer.byteLength - end) return false;
    const at = buffer.dataStart + end;
    copyBytes(at, line.dataStart, length);
    store<u8>(at + length, NEWLINE);
    this.end = end + length + 1;
    return true;
  }

  /** Writes `line` and "\n", with nothing in between. Fulfilled and rejected as `write` is. */
  writeLine(line: Uint8Array): Promise<void> {
    const direct = takeDirect();
    if (this.tryWriteLine(line)) return completedVoid(direct);
    __direct = direct;
    return this.makeRoomForLine(line);
  }

  private async makeRoomForLine(line: Uint8Array): Promise<void> {
    await this.flush();
    while (!this.tryWriteLine(line)) {
      if (line.length >= this.buffer.length && !this.end) {
        const whole = new Uint8Array(line.length + 1);
        whole.set(line);
        whole[line.length] = NEWLINE;
        await this.target.write(whole);
        return;
      }
      await this.flush(); // another task has filled the buffer meanwhile
    }
  }

  /**
   * Writes `data`: a string (as UTF-8), a `Uint8Array` or an `ArrayBuffer`. Fulfilled once there is room again:
   * awaiting that is back-pressure. Rejected as `AsyncFd.write` is; then some of what was buffered is lost.
   */
  write<T>(data: T): Promise<void> {
    const direct = takeDirect();
    if (isString<T>()) return this.writeBytes(Uint8Array.wrap(encode(changetype<string>(data))), direct);
    else if (data instanceof Uint8Array) return this.writeBytes(data, direct);
    else if (data instanceof ArrayBuffer) return this.writeBytes(Uint8Array.wrap(data), direct);
    else ERROR("A string, a Uint8Array or an ArrayBuffer is expected.");
  }

  private writeBytes(bytes: Uint8Array, direct: u32): Promise<void> {
    if (this.tryWrite(bytes)) return completedVoid(direct);
    __direct = direct;
    return this.makeRoom(bytes);
  }

  private async makeRoom(bytes: Uint8Array): Promise<void> {
    await this.flush();
    while (!this.tryWrite(bytes)) {
      if (bytes.length > this.buffer.length && !this.end) {
        await this.target.write(bytes);
        return;
      }
      await this.flush(); // another task has filled the buffer meanwhile
    }
  }

  /** Fulfilled when the descriptor has taken what is buffered. Rejected as `AsyncFd.write` is. */
  async flush(): Promise<void> {
    const full = this.buffer, length = this.end, spare = this.spare;
    if (length) {
      // The descriptor needs the bytes until it has taken them: meanwhile others are buffered elsewhere.
      this.buffer = spare === null ? new Uint8Array(full.length) : spare;
      this.spare = null;
      this.end = 0;
    }
    await this.target.write(full.subarray(0, length));
    if (length) this.spare = full;
  }
}
