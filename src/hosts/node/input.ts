// The guest's thread's half of standard input.

import { fstatSync, readSync, readvSync } from "node:fs";
import { isatty } from "node:tty";
import { WasiError } from "../wasi/errno.js";
import type { Input } from "../wasi/stdio.js";
import type { RingDrainer } from "./ring.js";

/**
 * @param fd the process's descriptor
 * @param ring gives what another thread read from it; not called where reading never waits
 * @param requestInput asks that thread to fill the ring
 */
export function openInput(fd: number, ring: () => RingDrainer, requestInput: () => void): Input {
  return neverWaits(fd) ? new DirectInput(fd) : new RingInput(fd, ring(), requestInput);
}

/** Files and devices like /dev/null answer at once; Node puts /dev/null where standard input was closed. */
function neverWaits(fd: number): boolean {
  const stat = fstatSync(fd);
  return !(stat.isFIFO() || stat.isSocket() || isatty(fd));
}

/** Read on the guest's own thread, straight into its memory. */
class DirectInput implements Input {
  readonly isTerminal = false;

  constructor(private readonly fd: number) {}

  read(buffers: Uint8Array[]): number {
    const [first] = buffers;
    if (buffers.length === 1 && first !== undefined) return readSync(this.fd, first, 0, first.length, null);
    return readvSync(this.fd, buffers);
  }

  available(): number {
    return 1;
  }
}

class RingInput implements Input {
  readonly isTerminal: boolean;

  constructor(
    fd: number,
    private readonly ring: RingDrainer,
    private readonly requestInput: () => void,
  ) {
    this.isTerminal = isatty(fd);
  }

  read(buffers: Uint8Array[]): number | undefined {
    if (this.available() === undefined) return undefined;
    const total = this.ring.take(buffers);
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
