// Standard input of a guest that is suspended while it waits: its thread's event loop reads a pipe, a socket or a terminal,
// when the guest asks for input, and no sooner.
//
//   idle ──the guest finds nothing──> reading ──bytes──> idle
//                                        └──the end, an error──> over

import { Socket } from "node:net";
import { isatty, ReadStream } from "node:tty";
import { Errno } from "../wasi/abi.js";
import { errnoOf, WasiError } from "../wasi/errno.js";
import type { Input } from "../wasi/stdio.js";

/** What a pipe holds. */
const BUFFER_BYTES = 64 * 1024;

/** One for each descriptor of the process: what one guest did not read is there for the next. */
const inputs = new Map<number, EventInput>();

/** @param notify is called when there is something to read, or the end; of all guests of the process the same */
export function eventInput(fd: number, notify: () => void): EventInput {
  const input = inputs.get(fd) ?? new EventInput(fd, notify);
  inputs.set(fd, input);
  return input;
}

export class EventInput implements Input {
  readonly isTerminal: boolean;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #start = 0;
  #end = 0;
  #state: "idle" | "reading" | "over" = "idle";
  #failure: number | undefined;
  #socket: Socket | undefined;

  constructor(
    private readonly fd: number,
    private readonly notify: () => void,
  ) {
    this.isTerminal = isatty(fd);
  }

  read(buffers: Uint8Array[]): number | undefined {
    const available = this.available();
    if (available === 0 && this.#failure !== undefined) throw new WasiError(this.#failure);
    if (!available) return available;
    const start = this.#start;
    for (const buffer of buffers) {
      const part = this.#buffer.subarray(this.#start, Math.min(this.#end, this.#start + buffer.length));
      buffer.set(part);
      this.#start += part.length;
    }
    return this.#start - start;
  }

  available(): number | undefined {
    if (this.#start < this.#end) return this.#end - this.#start;
    if (this.#state === "idle") this.#resume();
    return this.#state === "over" ? 0 : undefined;
  }

  get unread(): Uint8Array {
    return this.#buffer.slice(this.#start, this.#end);
  }

  /** Puts bytes, at most as many as a pipe holds, where nothing is left to read. */
  put(bytes: Uint8Array): void {
    this.#buffer.set(bytes);
    this.#start = 0;
    this.#end = bytes.length;
  }

  /** The guest is gone: nothing may keep the process alive. */
  release(): void {
    this.#socket?.pause();
    this.#socket?.unref();
    if (this.#state === "reading") this.#state = "idle";
  }

  #resume(): void {
    this.#state = "reading";
    try {
      this.#socket ??= this.#open();
      this.#socket.ref();
      this.#socket.resume();
    } catch (error) {
      this.#over(errnoOf(error) ?? Errno.IO);
    }
  }

  #open(): Socket {
    const onread = { buffer: this.#buffer, callback: (count: number) => this.#arrived(count) };
    const options = { fd: this.fd, readable: true, writable: false, onread };
    // Node's types do not say so, but a terminal's stream takes the options of a socket.
    const socket = isatty(this.fd) ? new ReadStream(this.fd, options as object) : new Socket(options);
    socket.on("end", () => this.#over(undefined));
    socket.on("error", (error) => this.#over(errnoOf(error) ?? Errno.IO));
    return socket;
  }

  /** Returns whether to go on reading: not before the guest has read this. */
  #arrived(count: number): boolean {
    this.#start = 0;
    this.#end = count;
    this.#state = "idle";
    this.notify();
    return false;
  }

  #over(failure: number | undefined): void {
    if (this.#state === "over") return;
    this.#state = "over";
    this.#failure = failure;
    this.notify();
  }
}
