// How a program waits where it is not suspended: by blocking its thread, or not at all.

import { HostError } from "../host.js";
import type { Sleeper } from "../wasi/context.js";

/** Blocks its thread. */
export class BlockingSleeper implements Sleeper {
  readonly #cell = new Int32Array(new SharedArrayBuffer(4));

  /** Whether this thread may be blocked: a worker's may, a page's may not. */
  static get isAllowed(): boolean {
    try {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
      return true;
    } catch {
      return false;
    }
  }

  token(): number {
    return 0;
  }

  wait(_token: number, timeoutMs: number): void {
    Atomics.wait(this.#cell, 0, 0, timeoutMs);
  }
}

/** Of a guest that is driven by `tick`: it only looks. */
export const neverSleeps: Sleeper = {
  token: () => 0,
  wait() {
    throw new HostError(
      "POLLEN_E_CANNOT_WAIT",
      "the program waits for its host inside a turn (`blockOn`, or a read that is not awaited), and nothing can wait here",
      "Await instead, or build with --target wasip1 for an engine with JSPI.",
    );
  },
};
