// The requests that are being answered. The first of them has the timer of the guest.

import type { GuestAlarm } from "./guest-alarm.js";
import type { LiveRequest } from "./live-request.js";

export class LiveRequests<Environment> {
  /** Of the guest that answers them. */
  alarm: GuestAlarm | undefined;
  readonly #live = new Map<number, LiveRequest<Environment>>();

  get(id: number): LiveRequest<Environment> | undefined {
    return this.#live.get(id);
  }

  /** That on whose behalf something is done which nobody has asked for: the oldest. */
  get first(): LiveRequest<Environment> | undefined {
    const [first] = this.#live.values();
    return first;
  }

  /** Does the work of a request, in its handler, to the end. */
  async run(request: LiveRequest<Environment>): Promise<void> {
    for (const other of [...this.#live.values()]) if (other.isGone) this.#drop(other);
    this.#live.set(request.id, request);
    try {
      await request.run(
        () => (this.first === request ? (this.alarm?.remaining ?? Infinity) : Infinity),
        () => this.alarm?.look(),
      );
    } finally {
      this.#live.delete(request.id);
      this.first?.wake(); // it has the timer now
    }
  }

  #drop(request: LiveRequest<Environment>): void {
    this.#live.delete(request.id);
    try {
      request.abandon();
    } catch {
      // the guest has trapped, which the requests that it was answering are told
    }
  }
}
