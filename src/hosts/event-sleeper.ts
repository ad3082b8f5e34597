// Waiting without blocking a thread: for events and timers of the host's event loop, by promises.

import type { Sleeper } from "./wasi/context.js";

/** The largest delay of a timer that every engine takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** After so many looks the event loop runs, also where the clock stands still meanwhile; and after so long. */
const MAX_LOOKS = 16;
const MAX_BUSY_MS = 8;

export interface EventSleeperOptions {
  /** Ends all waiting: it is rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Lets the event loop run once (default: by a timer). */
  turn?(): Promise<void>;
}

export class EventSleeper implements Sleeper {
  readonly #signal: AbortSignal | undefined;
  readonly #turn: () => Promise<void>;
  readonly #waiting = new Set<() => void>();
  #token = 0;
  /** Since the event loop ran last: how often the program has looked for events, and from when on. */
  #looks = 0;
  #since = performance.now();

  constructor({ signal, turn = () => this.#timer(0) }: EventSleeperOptions = {}) {
    this.#signal = signal;
    this.#turn = turn;
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
    if (token === this.#token) await this.#rest(this.#timer(timeoutMs));
  }

  /** Lets the event loop run if it has not for a while: a program that need not wait would keep it from everything else. */
  breathe(): Promise<void> | undefined {
    if (++this.#looks < MAX_LOOKS && performance.now() - this.#since < MAX_BUSY_MS) return undefined;
    return this.#rest(this.#turn());
  }

  /** Ends the listening to the signal. */
  close(): void {
    this.#signal?.removeEventListener("abort", this.notify);
  }

  async #rest(pause: Promise<void>): Promise<void> {
    await pause;
    this.#looks = 0;
    this.#since = performance.now();
    this.#signal?.throwIfAborted();
  }

  #timer(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.ceil(ms), MAX_DELAY_MS));
      this.#waiting.add(wake);
    });
  }
}
