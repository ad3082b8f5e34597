// Standard output and error, written by the guest's own thread, straight out of its memory.

import { writeSync, writevSync } from "node:fs";
import { isatty } from "node:tty";
import { without } from "../wasi/memory.js";
import type { Output } from "../wasi/stdio.js";

/** How long to sleep, in milliseconds, before a full non-blocking pipe is tried again: from the first to the last. */
const FIRST_RETRY_MS = 0.25;
const LAST_RETRY_MS = 8;

export class FileOutput implements Output {
  readonly isTerminal: boolean;
  readonly #sleep = new Int32Array(new SharedArrayBuffer(4));

  constructor(private readonly fd: number) {
    this.isTerminal = isatty(fd);
  }

  write(buffers: Uint8Array[]): number {
    let written = 0;
    let retryMs = FIRST_RETRY_MS;
    for (let pending = buffers; pending.length > 0; ) {
      try {
        const first = pending[0];
        const isOne = pending.length === 1 && first;
        const count = isOne ? writeSync(this.fd, first, 0, first.length, null) : writevSync(this.fd, pending);
        written += count;
        if (isOne && count === first.length) break;
        pending = without(pending, count);
        retryMs = FIRST_RETRY_MS;
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) {
          if (written > 0) return written; // the next write meets the error again
          throw error;
        }
        Atomics.wait(this.#sleep, 0, 0, retryMs);
        retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
      }
    }
    return written;
  }
}
