// When a guest is woken where timers belong to requests: by whichever request looks at the time.

import type { Alarm } from "../embed/turns.js";

export class GuestAlarm implements Alarm {
  /** When it rings, on the clock of `performance.now`. */
  #deadline = Infinity;
  /** What was deferred. */
  #deferred: (() => void) | undefined;

  /**
   * @param ring wakes the guest
   * @param onEarlier is called when it is to ring sooner than it was
   */
  constructor(
    private readonly ring: () => void,
    private readonly onEarlier: () => void,
  ) {}

  /** Milliseconds until somebody has to look; Infinity for never. */
  get remaining(): number {
    return Math.max(this.#deadline - performance.now(), 0);
  }

  set(ms: number): void {
    const before = this.#deadline;
    this.#deadline = performance.now() + ms;
    if (this.#deadline < before) this.onEarlier();
  }

  defer(run: () => void): void {
    this.#deferred = run;
    this.set(0);
  }

  /** To be called in a request: rings if it is time. */
  look(): void {
    if (performance.now() < this.#deadline) return;
    this.#deadline = Infinity;
    const run = this.#deferred ?? this.ring;
    this.#deferred = undefined;
    run();
  }
}
