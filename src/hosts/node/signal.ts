// What the guest's thread sleeps on: a counter in shared memory that goes up whenever the guest should look again.

import type { Sleeper } from "../wasi/context.js";

export class Signal implements Sleeper {
  readonly #counter: Int32Array;

  constructor(readonly shared = new SharedArrayBuffer(4)) {
    this.#counter = new Int32Array(shared);
  }

  token(): number {
    return Atomics.load(this.#counter, 0);
  }

  wait(token: number, timeoutMs: number): void {
    Atomics.wait(this.#counter, 0, token, timeoutMs);
  }

  notify(): void {
    Atomics.add(this.#counter, 0, 1);
    Atomics.notify(this.#counter, 0);
  }
}
