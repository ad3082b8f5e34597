// Standard input: which of the three ways it is read.

import { fstatSync, readSync, readvSync } from "node:fs";
import { isatty } from "node:tty";
import type { Input } from "../wasi/stdio.js";

/**
 * @param fd the process's descriptor
 * @param openWaiting reads what may have to be waited for: `RingInput` or `EventInput`
 */
export function openInput(fd: number, openWaiting: () => Input): Input {
  return neverWaits(fd) ? new DirectInput(fd) : openWaiting();
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
    const first = buffers[0];
    if (buffers.length === 1 && first) return readSync(this.fd, first, 0, first.length, null);
    return readvSync(this.fd, buffers);
  }

  available(): number {
    return 1;
  }
}
