// Reads a pipe, a socket or a terminal, such as standard input, for the guest's thread: into the ring, but only once the
// guest asked for input, and only as much as fits. Reading happens here, and not by a blocking read on the guest's thread,
// because a blocked read cannot be ended by a timer and would keep the process from exiting.

import { Socket } from "node:net";
import { isatty, ReadStream } from "node:tty";
import { Errno } from "../wasi/abi.js";
import { errnoOf } from "../wasi/errno.js";
import { RingFiller } from "./ring.js";
import type { Signal } from "./signal.js";

/** One for each descriptor of the process: what one guest did not read is there for the next. */
const pumps = new Map<number, StdinPump>();

export function stdinPump(fd: number, ring: SharedArrayBuffer, signal: Signal): StdinPump {
  const pump = pumps.get(fd) ?? new StdinPump(fd, new RingFiller(ring, signal));
  pumps.set(fd, pump);
  return pump;
}

class StdinPump {
  #socket: Socket | undefined;

  constructor(
    private readonly fd: number,
    private readonly ring: RingFiller,
  ) {}

  /** The guest wants input: begin to read, or go on. */
  resume(): void {
    try {
      this.#socket ??= this.#open();
      this.#socket.ref();
      this.#socket.resume();
    } catch (error) {
      this.ring.fail(errnoOf(error) ?? Errno.IO);
    }
  }

  /** The guest is gone: nothing may keep the process alive. */
  release(): void {
    if (this.#socket === undefined) return;
    this.#socket.pause();
    this.#socket.unref();
    this.ring.goIdle();
  }

  #open(): Socket {
    const onread = {
      // Straight into the ring. Node asks once more when reading stops, and keeps that place for when it goes on.
      buffer: () => this.ring.space(),
      callback: (count: number) => this.#arrived(count),
    };
    const options = { fd: this.fd, readable: true, writable: false, onread };
    // Node's types do not say so, but a terminal's stream takes the options of a socket.
    const socket = isatty(this.fd) ? new ReadStream(this.fd, options as object) : new Socket(options);
    socket.on("end", () => this.ring.end());
    socket.on("error", (error) => this.ring.fail(errnoOf(error) ?? Errno.IO));
    return socket;
  }

  /** Returns whether to go on reading. */
  #arrived(count: number): boolean {
    this.ring.commit(count);
    if (!this.ring.isLow) return true;
    this.ring.goIdle();
    return !this.ring.isLow && this.ring.takeIdle();
  }
}
