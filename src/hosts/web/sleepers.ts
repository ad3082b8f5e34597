// The three ways of waiting, and the event loop that two of them leave to run meanwhile.

import { HostError } from "../host.js";
import type { Sleeper } from "../wasi/context.js";

/** The largest delay of a timer that every engine takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** After so many looks the event loop runs, also where the clock stands still meanwhile; and after so long. */
const MAX_LOOKS = 16;
const MAX_BUSY_MS = 8;

/** Waits by promises, for events and timers of the host's event loop. */
export class EventSleeper implements Sleeper {
  readonly #signal: AbortSignal | undefined;
  readonly #waiting = new Set<() => void>();
  #token = 0;
  /** Since the event loop ran last: how often the program has looked for events, and from when on. */
  #looks = 0;
  #since = performance.now();

  /** @param signal ends all waiting: it is rejected with the signal's reason */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
    signal?.addEventListener("abort", this.notify, { once: true });
  }

  token(): number {
    return this.#token;
  }

  /** Says that something happened. */
  readonly notify = (): void => {
    this.#token++;
    for (const wake of this.#waiting) wake();
  };

  async wait(token: number, timeoutMs: number): Promise<void> {
    this.#signal?.throwIfAborted();
    if (token !== this.#token) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.ceil(timeoutMs), MAX_DELAY_MS));
      this.#waiting.add(wake);
    });
    this.#looks = 0;
    this.#since = performance.now();
    this.#signal?.throwIfAborted();
  }

  /** Lets the event loop run if it has not for a while: a program that need not wait would keep it from everything else. */
  breathe(): Promise<void> | undefined {
    if (++this.#looks < MAX_LOOKS && performance.now() - this.#since < MAX_BUSY_MS) return undefined;
    return this.wait(this.#token, 0);
  }

  /** Ends the listening to the signal. */
  close(): void {
    this.#signal?.removeEventListener("abort", this.notify);
  }
}

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
