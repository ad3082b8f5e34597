// The web's way to cancel (WHATWG DOM 3.1 and 3.2).
import { Promise } from "../core/promise";
import { nanoseconds } from "../core/sleep";
import { startTimer } from "../core/timers";
import { AbortError, TimeoutError } from "./errors";

/** Tells those who were given it that they are to stop. */
// @ts-ignore: decorator
@global export class AbortSignal {
  /** Called once, when it is aborted; before what `addEventListener` has added later. */
  onabort: (() => void) | null = null;
  private why: Error | null = null;
  private listeners: Array<() => void> = [];
  /** Those made of it by `any`, or of one that was made of it. */
  private dependents: AbortSignal[] = [];
  /** What `any` made it of; null if it was not made so. */
  private sources: AbortSignal[] | null = null;

  /** One that is aborted already. */
  static abort(reason: Error | null = null): AbortSignal {
    const signal = new AbortSignal();
    signal.__abort(reason);
    return signal;
  }

  /** One that is aborted after `ms` milliseconds, with a `TimeoutError`. */
  static timeout(ms: f64): AbortSignal {
    const signal = new AbortSignal();
    const pass = (_: usize, signal: usize): void => {
      changetype<AbortSignal>(signal).__abort(new TimeoutError("The operation was aborted due to timeout"));
    };
    startTimer(nanoseconds(ms), pass.index, changetype<usize>(signal));
    return signal;
  }

  /** One that is aborted as soon as one of these is, with its reason. */
  static any(signals: AbortSignal[]): AbortSignal {
    const signal = new AbortSignal();
    for (let i = 0; i < signals.length; i++) {
      if (!signals[i].aborted) continue;
      signal.__abort(signals[i].why);
      return signal;
    }
    const found: AbortSignal[] = [];
    for (let i = 0; i < signals.length; i++) {
      const sources = signals[i].sources;
      const given = sources === null ? [signals[i]] : sources;
      for (let n = 0; n < given.length; n++) if (!found.includes(given[n])) found.push(given[n]);
    }
    for (let i = 0; i < found.length; i++) found[i].dependents.push(signal);
    signal.sources = found;
    return signal;
  }

  get aborted(): bool { return this.why !== null; }

  /** Why it was aborted; null if it was not. */
  get reason(): Error | null { return this.why; }

  /** Throws the reason if it is aborted. */
  throwIfAborted(): void {
    const why = this.why;
    if (why !== null) throw why;
  }

  /** Has `listener` called, once, when it is aborted. There is no event but "abort". */
  addEventListener(type: string, listener: () => void): void {
    if (type == "abort" && !this.aborted && !this.listeners.includes(listener)) this.listeners.push(listener);
  }

  /** Takes back `addEventListener`. */
  removeEventListener(type: string, listener: () => void): void {
    const at = this.listeners.indexOf(listener);
    if (type == "abort" && at >= 0) this.listeners.splice(at, 1);
  }

  /** Aborts it, then those made of it, and only then calls anybody. */
  __abort(reason: Error | null): void {
    if (this.aborted) return;
    const why = reason === null ? new AbortError() : reason;
    this.why = why;
    const reached: AbortSignal[] = [this], dependents = this.dependents;
    for (let i = 0; i < dependents.length; i++) {
      if (dependents[i].aborted) continue;
      dependents[i].why = why;
      reached.push(dependents[i]);
    }
    this.dependents = [];
    for (let n = 0; n < reached.length; n++) reached[n].call();
  }

  private call(): void {
    const onabort = this.onabort, listeners = this.listeners;
    this.listeners = [];
    if (onabort !== null) onabort();
    for (let i = 0; i < listeners.length; i++) listeners[i]();
  }
}

/** Makes a signal, and aborts it. */
// @ts-ignore: decorator
@global export class AbortController {
  readonly signal: AbortSignal = new AbortSignal();

  /** Aborts the signal; a second call does nothing. */
  abort(reason: Error | null = null): void { this.signal.__abort(reason); }
}
