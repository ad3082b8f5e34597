// Standard input of a guest that blocks its thread: another thread reads it (`stdin.ts`), and fills the ring.

import { isatty } from "node:tty";
import { WasiError } from "../wasi/errno.js";
import type { Input } from "../wasi/stdio.js";
import type { RingDrainer } from "./ring.js";

export class RingInput implements Input {
  readonly isTerminal: boolean;

  /** @param requestInput asks the other thread to fill the ring */
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
