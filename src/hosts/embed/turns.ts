// When the guest gets its turns. The event loop is the host's: nothing waits, and nothing polls.
//
//          soon()                          the turn said: 0 ms
//   idle ─────────▶ microtask ──▶ turn ─────────────────────────▶ macrotask ──▶ turn
//     ▲                            │ ms            ms
//     └────────────────────────────┼──────▶ alarm ──────▶ turn
//        Infinity: not before an event

/** The largest delay of a timer that every engine takes. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/** What wakes the guest at a time. */
export interface Alarm {
  /** Calls `ring` in so many milliseconds; what was set before is forgotten. Infinity: not at all. */
  set(ms: number): void;
  /** A call has begun. */
  attend?(call: Promise<unknown>): void;
  /** Calls `run` once everything else has had a turn (default: by a message, or by a timer of its own). */
  defer?(run: () => void): void;
}

/** Makes an alarm that calls `ring`. */
export type MakeAlarm = (ring: () => void) => Alarm;

/** A timer of the event loop. */
export class TimerAlarm implements Alarm {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ring: () => void) {}

  set(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = ms === Infinity ? undefined : setTimeout(this.ring, Math.min(Math.ceil(ms), MAX_DELAY_MS));
  }
}

/** Lets everything else have a turn first. */
const macrotask: (run: () => void) => void =
  typeof setImmediate === "function" ? (run) => void setImmediate(run) : overChannel();

/** Timers of browsers are held back when they follow each other; messages are not. */
function overChannel(): (run: () => void) => void {
  if (typeof MessageChannel !== "function") return (run) => void setTimeout(run, 0);
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (run) => {
    waiting.push(run);
    port2.postMessage(null);
  };
}

export class Turns {
  readonly #turn: () => number | Promise<number>;
  readonly #alarm: Alarm;
  #isQueued = false;
  #isStopped = false;

  /**
   * @param turn runs one, and returns in how many milliseconds it wants the next: Infinity for none
   * @param makeAlarm makes what wakes the guest
   */
  constructor(turn: () => number | Promise<number>, makeAlarm: MakeAlarm) {
    this.#turn = turn;
    this.#alarm = makeAlarm(() => this.now());
  }

  /** Something may have become ready: a turn follows as a job. */
  soon(): void {
    if (this.#isQueued || this.#isStopped) return;
    this.#isQueued = true;
    queueMicrotask(this.#runQueued);
  }

  /** Runs a turn at once: what it continues follows in the very job that brought it. */
  now(): void {
    if (this.#isStopped) return;
    const ms = this.#turn();
    if (typeof ms === "number") this.#wait(ms);
    else ms.then((ms) => this.#wait(ms));
  }

  /** A turn is over. */
  #wait(ms: number): void {
    if (this.#isStopped || this.#isQueued) return;
    if (ms === 0) {
      this.#isQueued = true;
      if (this.#alarm.defer) this.#alarm.defer(this.#runQueued);
      else macrotask(this.#runQueued);
    } else this.#alarm.set(ms);
  }

  /** A call has begun, which waits. */
  attend(call: Promise<unknown>): void {
    this.#alarm.attend?.(call);
  }

  stop(): void {
    this.#isStopped = true;
    this.#alarm.set(Infinity);
  }

  readonly #runQueued = (): void => {
    this.#isQueued = false;
    this.now();
  };
}
