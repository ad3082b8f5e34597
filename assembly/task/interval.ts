import { Promise } from "../core/promise";
import { now, sleep } from "../core/sleep";

/** What an interval does about ticks that nobody has waited for in time. After tokio. */
export enum MissedTicks {
  /** Makes up for them, one right after the other. */
  Burst,
  /** Goes on a period after the late one. */
  Delay,
  /** Leaves them out, and keeps to the multiples of the period. */
  Skip,
}

/** Ticks at a steady rate. */
export class Interval {
  private next: f64;

  constructor(
    /** Milliseconds between two ticks. */
    readonly period: f64,
    readonly missed: MissedTicks,
  ) {
    if (!(period > 0)) throw new RangeError("interval: the period must be more than 0 ms");
    this.next = now() + period;
  }

  /** Waits for the next tick. Returns the time that it was due, in milliseconds, as `now()` counts. */
  async tick(): Promise<f64> {
    const due = this.next, late = now() - due;
    if (late < 0) await sleep(-late);
    if (late <= 0 || this.missed == MissedTicks.Burst) this.next = due + this.period;
    else if (this.missed == MissedTicks.Delay) this.next = now() + this.period;
    else this.next = due + this.period * (Math.floor(late / this.period) + 1);
    return due;
  }

  /** The ticks, one by one, without an end. */
  [Symbol.asyncIterator](): Ticks { return new Ticks(this); }

  /** Lets the next tick be a period from now. */
  reset(): void { this.next = now() + this.period; }
}

/** The ticks of an interval, for `for await`. */
export class Ticks {
  constructor(private readonly interval: Interval) {}

  async next(): Promise<IteratorResult<f64>> {
    return { value: await this.interval.tick(), done: false };
  }
}

/**
 * Ticks every `ms` milliseconds, the first time after that long.
 * @param missed what is done about ticks that come too late
 * Throws a `RangeError` unless `ms` is more than 0.
 */
export function interval(ms: f64, missed: MissedTicks = MissedTicks.Burst): Interval { return new Interval(ms, missed); }
