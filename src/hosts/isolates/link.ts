// The connection between an isolate and whoever started it, as each of the two guests sees it: bytes that go both ways.
// They travel in messages between two threads that share nothing else.
//
//   parent                                                            isolate
//     bytes, shutdown              ──────────────────────────────▶      taken
//     taken, written               ◀──────────────────────────────      bytes, closed, output, ended
//
// A write is taken as a whole while less than WINDOW bytes are under way, and not at all else: that is the back-pressure.

import { gathered } from "../buffers.js";
import { fail } from "../wasi/errno.js";
import type { Connection } from "../wasi/sockets.js";

/** How many bytes may be under way, that the other end has not read, before a write waits. */
const WINDOW = 64 * 1024;

/** The longest message, with its head: see assembly/isolate/frames.ts. */
const LONGEST_WRITE = 16 * 1024 * 1024 + 4;

/** What the threads say to each other. */
export type LinkMessage =
  | { type: "bytes"; bytes: Uint8Array }
  /** So many bytes have been read. */
  | { type: "taken"; count: number }
  /** The parent sends no more. */
  | { type: "shutdown" }
  /** The isolate neither sends nor receives any more. */
  | { type: "closed" }
  /** What the isolate prints, and that it was printed. */
  | { type: "output"; fd: 1 | 2; bytes: Uint8Array }
  | { type: "written"; fd: 1 | 2; count: number }
  /** How the isolate has ended, and why, where it said so. */
  | { type: "ended"; code: number; reason: string };

/** The thread's way to the other one. */
export interface LinkPort {
  post(message: LinkMessage, transfer?: ArrayBuffer[]): void;
  /** The next message; undefined where there is none, or where each is given to the link as it comes. */
  receive(): LinkMessage | undefined;
  close(): void;
}

/** Bytes under way in one direction. */
export class Outgoing {
  #pending = 0;

  get isFull(): boolean {
    return this.#pending >= WINDOW;
  }

  add(count: number): void {
    this.#pending += count;
  }

  remove(count: number): void {
    this.#pending -= count;
  }
}

export abstract class Link implements Connection {
  readonly #arrived: Uint8Array[] = [];
  #available = 0;
  /** Bytes that were read, and that the other end has not been told of. */
  #taken = 0;
  readonly #outgoing = new Outgoing();
  #isOver = false;
  #isShut = false;
  isBroken = false;

  /** @param notify is called whenever the guest should look again */
  constructor(
    protected readonly port: LinkPort,
    protected readonly notify: () => void,
  ) {}

  /** What only one of the ends is told. */
  protected abstract handle(message: LinkMessage): void;

  /** Takes a message of the other end. */
  accept(message: LinkMessage): void {
    if (message.type === "bytes") this.arrive(message.bytes);
    else if (message.type === "taken") this.#outgoing.remove(message.count);
    else this.handle(message);
    this.notify();
  }

  /** Takes what has come meanwhile. */
  look(): void {
    for (let message = this.port.receive(); message; message = this.port.receive()) this.accept(message);
  }

  read(buffers: readonly Uint8Array[], peek: boolean): number | undefined {
    const available = this.available();
    if (!available) return available;
    let total = 0;
    let [chunk] = this.#arrived;
    let [from, next] = [0, 1];
    for (const buffer of buffers) {
      for (let at = 0; at < buffer.length && chunk; ) {
        const part = chunk.subarray(from, from + buffer.length - at);
        buffer.set(part, at);
        at += part.length;
        from += part.length;
        total += part.length;
        if (from === chunk.length) [chunk, from] = [this.#arrived[next++], 0];
      }
    }
    if (peek) return total;
    this.#arrived.splice(0, next - 1);
    if (chunk) this.#arrived[0] = chunk.subarray(from);
    this.#take(total);
    return total;
  }

  available(): number | undefined {
    this.look();
    return this.#available > 0 || this.#isOver ? this.#available : undefined;
  }

  write(buffers: readonly Uint8Array[]): number | undefined {
    this.look();
    if (this.#isShut || this.isBroken) fail("PIPE");
    if (this.#outgoing.isFull) return undefined;
    const bytes = gathered(buffers);
    const { length } = bytes;
    if (length > LONGEST_WRITE) fail("INVAL");
    this.#outgoing.add(length);
    this.port.post({ type: "bytes", bytes }, [bytes.buffer]);
    return length;
  }

  canWrite(): boolean {
    this.look();
    return this.#isShut || this.isBroken || !this.#outgoing.isFull;
  }

  shutdown({ write }: { read: boolean; write: boolean }): void {
    if (!write || this.#isShut) return;
    this.#isShut = true;
    this.port.post({ type: "shutdown" });
  }

  abstract close(): void;

  /** Puts bytes behind what has come. */
  protected arrive(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#arrived.push(bytes);
    this.#available += bytes.length;
  }

  /** Nothing more comes. */
  protected finish(): void {
    this.#isOver = true;
  }

  /** The other end is told when it may be waiting for it. */
  #take(count: number): void {
    this.#available -= count;
    this.#taken += count;
    if (this.#taken < WINDOW / 2) return;
    this.port.post({ type: "taken", count: this.#taken });
    this.#taken = 0;
  }
}
