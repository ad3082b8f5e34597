// Timers of edge platforms, which belong to the request that sets them: they are gone when it has been answered, and a request
// that waits for nothing of its own is taken for one that hangs, and ended. So each call in flight keeps a timer, in the
// request that has made it.
//
//   call ──▶ attend() ──▶ timer ─┬─▶ it is over: a turn, and the next timer
//                                ├─▶ an earlier deadline has come up in another request: the next timer
//                                └─▶ the call has ended

import { type Alarm, MAX_DELAY_MS } from "./turns.js";

interface Attendance {
  /** When its timer is over. */
  readonly until: number;
  /** Lets it set another one. */
  readonly wake: () => void;
}

export class RequestAlarms implements Alarm {
  readonly #attendances = new Set<Attendance>();
  #deadline = Infinity;

  constructor(private readonly ring: () => void) {}

  set(ms: number): void {
    this.#deadline = performance.now() + ms;
    for (const { until, wake } of this.#attendances) if (until > this.#deadline) wake();
  }

  /** Keeps time in the request that calls it, until the call has ended. */
  async attend(call: Promise<unknown>): Promise<void> {
    let hasEnded = false;
    let wake = () => {};
    const end = () => {
      hasEnded = true;
      wake();
    };
    call.then(end, end);
    while (!hasEnded) {
      await new Promise<void>((resolve) => {
        wake = this.#pause(resolve);
      });
    }
  }

  /** Waits until the deadline, or until there is an earlier one. Returns what ends that. */
  #pause(resolve: () => void): () => void {
    const wake = () => {
      clearTimeout(timer);
      this.#attendances.delete(attendance);
      resolve();
    };
    const attendance = { until: this.#deadline, wake };
    const ms = Math.min(Math.max(this.#deadline - performance.now(), 0), MAX_DELAY_MS);
    const timer = setTimeout(() => {
      wake();
      this.ring();
    }, Math.ceil(ms));
    this.#attendances.add(attendance);
    return wake;
  }
}
