// What travels between isolates:
//
//    0        4
//   ┌────────┬───────────────────┐
//   │ length │ message           │      u32, little-endian
//   └────────┴───────────────────┘
//    0        4        8      12
//   ┌────────┬────────┬──────┬──────┐
//   │ ~0     │ length │ code │ text │   the host's last word about an isolate: its exit code, and what ended it;
//   └────────┴────────┴──────┴──────┘   `length` counts code and text
import { moveView } from "../wasi/bytes";
import { decodeBytes } from "../wasi/utf8";
import { IsolateError } from "./error";
import { Link } from "./link";

/** Bytes in front of a message. */
// @ts-ignore: decorator
@inline export const HEAD: i32 = 4;
/** Longest message, in bytes; the host refuses longer ones, too. */
// @ts-ignore: decorator
@inline export const LONGEST: i32 = 16 * 1024 * 1024;

// @ts-ignore: decorator
@inline const LAST_WORD: u32 = 0xffff_ffff;

/** Puts what a connection brings together to messages. */
export class Frames {
  private buffer: ArrayBuffer = new ArrayBuffer(4096);
  private readonly view: Uint8Array = new Uint8Array(0);
  private start: i32 = 0;
  private end: i32 = 0;
  /** What `next` has found: its place in the buffer, until it is called again. */
  private found: i32 = 0;
  /** Why the isolate at the other end has failed. */
  failure: IsolateError | null = null;

  constructor(private readonly link: Link) {}

  /** Address of the message that `next` has found. */
  get message(): usize { return changetype<usize>(this.buffer) + this.found; }

  /** Waits for the next message, and gives its length; -1 at the end. */
  async next(): Promise<i32> {
    if (!(await this.fill(HEAD))) return -1;
    const head = this.load(0);
    if (head == LAST_WORD) {
      await this.readLastWord();
      return -1;
    }
    if (head > <u32>LONGEST) throw new IsolateError("what came from the other isolate is no message");
    if (!(await this.fill(HEAD + head))) return -1;
    this.found = this.start + HEAD;
    this.start += HEAD + head;
    return head;
  }

  private async readLastWord(): Promise<void> {
    if (!(await this.fill(12)) || !(await this.fill(8 + this.load(4)))) return;
    const code = this.load(8), text = changetype<usize>(this.buffer) + this.start + 12;
    if (!code) return;
    const said = decodeBytes(text, this.load(4) - 4);
    const ended = "the isolate has ended with exit code " + code.toString();
    this.failure = new IsolateError(said.length ? "the isolate has failed: " + said : ended, code);
  }

  private load(offset: i32): u32 { return load<u32>(changetype<usize>(this.buffer) + this.start + offset); }

  /** Reads until so many bytes are there; false at the end. */
  private async fill(length: i32): Promise<bool> {
    while (this.end - this.start < length) {
      this.makeRoom(length);
      const view = this.view, end = this.end;
      moveView(view, this.buffer, end, this.buffer.byteLength - end);
      const read = await this.link.read(view);
      if (!read) return false;
      this.end += read;
    }
    return true;
  }

  private makeRoom(length: i32): void {
    const buffer = this.buffer, start = this.start, used = this.end - start;
    if (buffer.byteLength - start >= length && this.end < buffer.byteLength) return;
    const to = length > buffer.byteLength ? new ArrayBuffer(max(length, 2 * buffer.byteLength)) : buffer;
    memory.copy(changetype<usize>(to), changetype<usize>(buffer) + start, used);
    this.buffer = to;
    this.start = 0;
    this.end = used;
  }
}
