// An `AbortController` that belongs to no request: on edge platforms those of the web may only be used where they were made.

type Listener = () => void;

export class Cancellation {
  /** What `with` of a guest's function takes. */
  readonly signal: AbortSignal;
  readonly #listeners = new Set<Listener>();
  #reason: unknown;
  #isAborted = false;

  constructor() {
    const self = this;
    const signal: Pick<
      AbortSignal,
      "aborted" | "reason" | "throwIfAborted" | "addEventListener" | "removeEventListener"
    > = {
      get aborted() {
        return self.#isAborted;
      },
      get reason() {
        return self.#reason;
      },
      throwIfAborted() {
        if (self.#isAborted) throw self.#reason;
      },
      addEventListener: (_type: string, listener: unknown) => void this.#listeners.add(listener as Listener),
      removeEventListener: (_type: string, listener: unknown) => void this.#listeners.delete(listener as Listener),
    };
    this.signal = signal as AbortSignal;
  }

  abort(reason: unknown): void {
    if (this.#isAborted) return;
    this.#isAborted = true;
    this.#reason = reason;
    for (const listener of [...this.#listeners]) listener();
  }
}
