// The guest on a stack that its engine can suspend (JSPI): a function of the host that is to return a value may take its time,
// and the guest waits where it is. There is one such stack: what would need it waits until it is free. Plain calls go on in
// between, on top of what is suspended, and end before that goes on.
//
//             start()                          suspend()
//   free ──────────────▶ running ─────────────────────────────▶ suspended
//    ▲                     │ it has returned       ▲                │ the promise of the host is fulfilled
//    └─────────────────────┘                       └────────────────┘

import { HostError } from "../host.js";
import { canSuspend } from "../jspi.js";
import type { HostFunction } from "./host-functions.js";

const marked = new WeakSet<HostFunction>();

/**
 * Marks a function of the host that suspends the guest until its promise is fulfilled, where the guest declares it without
 * one. It may be called by async functions of the guest, and by what they call.
 */
export function suspending<F extends HostFunction>(host: F): F {
  const marking = ((...args) => host(...args)) as F;
  marked.add(marking);
  return marking;
}

export const isSuspending = (host: HostFunction | undefined): boolean => host !== undefined && marked.has(host);

export class SuspendableStack {
  readonly #waiting: (() => void)[] = [];
  /** What is to be done when what is suspended has returned. */
  #releases: (() => void)[] = [];
  #isSuspended = false;

  constructor() {
    if (canSuspend) return;
    throw new HostError(
      "POLLEN_E_CANNOT_WAIT",
      "the guest cannot be suspended here: the engine has no JSPI",
      "Declare the function with a promise in the guest, which awaits it, and do not mark it as `suspending`.",
    );
  }

  get isSuspended(): boolean {
    return this.#isSuspended;
  }

  /**
   * Calls the guest: at once, unless it is suspended.
   * @param call calls what `promising` has made
   * @param done gets its result
   * @param failed gets what came out of it instead
   */
  start(call: () => Promise<number>, done: (result: number) => void, failed: (error: unknown) => void): void {
    if (this.#isSuspended) {
      this.#waiting.push(() => this.start(call, done, failed));
      return;
    }
    const result = call();
    const hasReturned = !this.isSuspended;
    const end = () => {
      if (!hasReturned) this.#free();
    };
    result.then(
      (value) => {
        end();
        done(value);
      },
      (error) => {
        end();
        failed(error);
      },
    );
  }

  /** Marks the guest as suspended. `release` is called when what is suspended has returned. */
  suspend(release: () => void): void {
    this.#isSuspended = true;
    this.#releases.push(release);
  }

  #free(): void {
    this.#isSuspended = false;
    for (const release of this.#releases.splice(0)) release();
    while (!this.#isSuspended && this.#waiting.length) this.#waiting.shift()?.();
  }
}
