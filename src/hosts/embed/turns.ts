// When the guest gets its turns. The event loop is the host's: nothing waits, and nothing polls.
//
//          soon()                          the turn said: 0 ms
//   idle ─────────▶ microtask ──▶ turn ─────────────────────────▶ macrotask ──▶ turn
//     ▲                            │ ms            ms
//     └────────────────────────────┼──────▶ timer ──────▶ turn
//        Infinity: not before an event

/** The largest delay of a timer that every engine takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

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
  readonly #turn: () => number;
  #isQueued = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  /** @param turn runs one, and returns in how many milliseconds it wants the next: Infinity for none */
  constructor(turn: () => number) {
    this.#turn = turn;
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
    clearTimeout(this.#timer);
    const ms = this.#turn();
    if (this.#isStopped || ms === Infinity || this.#isQueued) return;
    if (ms > 0) {
      this.#timer = setTimeout(this.#run, Math.min(Math.ceil(ms), MAX_DELAY_MS));
    } else {
      this.#isQueued = true;
      macrotask(this.#runQueued);
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  readonly #run = (): void => this.now();

  readonly #runQueued = (): void => {
    this.#isQueued = false;
    this.now();
  };
}
