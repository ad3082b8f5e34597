import { PromiseBase } from "./settle";

/** One of the things that `select` may wait for, and what is to be done when it comes first. */
export abstract class Case<R> {
  /**
   * Begins what it waits for: an operation (`newOperation`) of the current context, not awaited on the spot. Or does it at
   * once, if it need not wait: then the promise is settled.
   */
  abstract begin(): PromiseBase;

  /** It came first. `settled` is the promise of `begin`, fulfilled. Returns what `select` gives. */
  abstract finish(settled: PromiseBase): R;
}
