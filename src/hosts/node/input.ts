// The guest's thread's half of standard input.

import { fstatSync, readSync, readvSync } from "node:fs";
import { isatty } from "node:tty";
import { WasiError } from "../wasi/errno.js";
import type { Input } from "../wasi/stdio.js";
import type { RingDrainer } from "./ring.js";

const STDIN = 0;

/** `requestInput` asks the main thread to fill the ring. */
export function openInput(ring: RingDrainer, requestInput: () => void): Input {
  return neverWaits() ? new DirectInput() : new RingInput(ring, requestInput);
}

/** Files and devices like /dev/null answer at once; Node puts /dev/null where standard input was closed. */
function neverWaits(): boolean {
  const stat = fstatSync(STDIN);
  return !(stat.isFIFO() || stat.isSocket() || isatty(STDIN));
}

/** Read on the guest's own thread, straight into its memory. */
class DirectInput implements Input {
  readonly isTerminal = false;

  read(buffers: Uint8Array[]): number {
    const [first] = buffers;
    if (buffers.length === 1 && first !== undefined) return readSync(STDIN, first, 0, first.length, null);
    return readvSync(STDIN, buffers);
  }

  available(): number {
    return 1;
  }
}

class RingInput implements Input {
  readonly isTerminal = isatty(STDIN);

  constructor(
    private readonly ring: RingDrainer,
    private readonly requestInput: () => void,
  ) {}

  read(buffers: Uint8Array[]): number | undefined {
    if (this.available() === undefined) return undefined;
    let total = 0;
    for (const buffer of buffers) {
      const count = this.ring.take(buffer);
      total += count;
      if (count < buffer.length) break;
    }
    if (total > 0) {
      if (this.ring.hasRoom) this.#keepFilling();
      return total;
    }
    if (this.ring.failure !== undefined) throw new WasiError(this.ring.failure);
    return 0;
  }

  available(): number | undefined {
    const over = this.ring.isOver; // before `bytes`: what came before the end must be seen
    const { bytes } = this.ring;
    if (bytes > 0 || over) return bytes;
    this.#keepFilling();
    return undefined;
  }

  #keepFilling(): void {
    if (!this.ring.isOver && this.ring.takeIdle()) this.requestInput();
  }
}
