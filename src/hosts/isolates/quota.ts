import { fail } from "../wasi/errno.js";

/** How many isolates a program may have at the same time, on all levels together: counted in shared memory. */
export class Quota {
  readonly #count: Int32Array;

  /** @param shared the counter of the whole program; one that is not shared counts for one level */
  constructor(
    readonly limit: number,
    readonly shared: ArrayBufferLike,
  ) {
    this.#count = new Int32Array(shared);
  }

  /** Fails when there are as many as there may be. */
  take(): void {
    if (Atomics.add(this.#count, 0, 1) < this.limit) return;
    this.release();
    fail("MFILE");
  }

  release(): void {
    Atomics.sub(this.#count, 0, 1);
  }
}
