// What goes out to a connection, through a buffer, so that a response is one write.
import { completedVoid } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { Promise } from "../core/promise";
import { isFulfilled } from "../core/settle";
import { TimeLimit } from "../task/time_limit";
import { moveView } from "../wasi/bytes";
import { encodeTo } from "../wasi/utf8";
import { Connection } from "./connection";
import { Sink } from "./sink";
import { storeLatin1 } from "./syntax";

// @ts-ignore: decorator
@inline const CAPACITY: i32 = 4096;
/** What is between a name and a value, and at the end of a line: two bytes each. */
// @ts-ignore: decorator
@inline const COLON: u16 = 0x203a;
// @ts-ignore: decorator
@inline const CRLF: u16 = 0x0a0d;

/** The buffer in front of a connection. Nothing is sent before `flush`. */
export class Output extends Sink {
  private buffer: Uint8Array = new Uint8Array(CAPACITY);
  /** What was sent last, once the connection has taken it. */
  private spare: Uint8Array | null = null;
  private end: i32 = 0;
  /** What the connection is given. */
  private view: Uint8Array = new Uint8Array(0);
  private readonly time: TimeLimit = new TimeLimit();

  /** @param limit how long the peer may take to accept what is sent, in milliseconds */
  constructor(private readonly connection: Connection, private readonly limit: f64) { super(); }

  /** Number of bytes that are yet to be sent. */
  get buffered(): i32 { return this.end; }

  /** Adds text, as Latin-1. */
  putText(text: string): void {
    storeLatin1(this.room(text.length), text);
  }

  /** Adds text as UTF-8, which has `length` bytes. */
  putUtf8(text: string, length: i32): void {
    const to = this.room(length);
    if (length == text.length) storeLatin1(to, text); // it is ASCII
    else encodeTo(to, text);
  }

  /** Adds a number that is not negative, in decimal. */
  putNumber(number: i64): void {
    let length = 1;
    for (let rest = number / 10; rest; rest /= 10) length++;
    const start = this.room(length);
    for (let at = start + length, rest = number; at > start; rest /= 10) store<u8>(--at, <i32>(rest % 10) + 0x30 /* 0 */);
  }

  /** Adds the line of a field. */
  putField(name: string, value: string): void {
    const to = this.room(name.length + value.length + 4), colon = to + name.length, end = colon + 2 + value.length;
    storeLatin1(to, name);
    store<u16>(colon, COLON);
    storeLatin1(colon + 2, value);
    store<u16>(end, CRLF);
  }

  /** Ends a line, or, with an empty one, a head. */
  endLine(): void { store<u16>(this.room(2), CRLF); }

  /** Adds bytes. */
  put(bytes: Uint8Array): void {
    memory.copy(this.room(bytes.length), bytes.dataStart, bytes.length);
  }

  /** Room for some more bytes, which count as added. */
  private room(length: i32): usize {
    const start = this.end, end = start + length;
    if (end > this.buffer.length) this.grow(end);
    this.end = end;
    return this.buffer.dataStart + start;
  }

  private grow(length: i32): void {
    const buffer = this.buffer, larger = new Uint8Array(max(length, 2 * buffer.length));
    memory.copy(larger.dataStart, buffer.dataStart, this.end);
    this.buffer = larger;
  }

  /** Sends what was added. Rejected with a `TimeoutError` if the peer does not take it in time, else as `write` is. */
  flush(): Promise<void> {
    const direct = takeDirect(), full = this.buffer, length = this.end, spare = this.spare;
    if (!length) return completedVoid(direct);
    // The connection needs the bytes until it has taken them; what is added meanwhile goes elsewhere.
    this.buffer = spare === null ? new Uint8Array(CAPACITY) : spare;
    this.spare = null;
    this.end = 0;
    const view = this.view;
    moveView(view, full.buffer, 0, length);
    const written = this.connection.write(view);
    if (isFulfilled(written)) {
      this.takeBack(full);
      return completedVoid(direct);
    }
    this.view = new Uint8Array(0);
    __direct = direct;
    return this.wait(written, full);
  }

  /** Waits until the connection has taken a buffer. */
  private async wait(written: Promise<void>, full: Uint8Array): Promise<void> {
    await this.time.of<void>(written, this.limit);
    this.takeBack(full);
  }

  private takeBack(full: Uint8Array): void {
    if (full.length == CAPACITY) this.spare = full;
  }

  /** Sends what was added, and then `bytes`, which are not copied. Rejected as `flush` is. */
  async send(bytes: Uint8Array): Promise<void> {
    await this.flush();
    await this.time.of<void>(this.connection.write(bytes), this.limit);
  }

  /** Nothing is sent any more. */
  stop(): void { this.time.stop(); }
}
