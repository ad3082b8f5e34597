import { Parser } from "./parse";
import { Stats } from "./stats";

/** A server with several workers may write its lines a little out of order; so many seconds late is in time. */
const GRACE: i64 = 1;
/** So many windows may be open before the inputs that run ahead have to wait. */
const MOST_OPEN: i32 = 64;
const SLOWEST_IN_WINDOW: i32 = 3;

/** What happened within one second. */
export class Window {
  readonly stats: Stats = new Stats(SLOWEST_IN_WINDOW);

  constructor(
    /** The second, since 1970 UTC. */
    readonly second: i64,
  ) {}
}

/** How far one input has come. */
export class Progress {
  /** The latest second seen; at first one that lets the grace be taken from it. */
  latest: i64 = i64.MIN_VALUE + GRACE;
  ended: bool = false;
}

/**
 * Sorts lines into windows by their own time, and closes a window once every input has passed it. How the inputs'
 * bytes arrive, and which input is read first, therefore changes when a window closes, never what it holds.
 */
export class Timeline {
  private inputs: Progress[] = [];
  /** Open windows, earliest first. */
  private open: Window[] = [];

  /** Adds an input. No window closes before it has passed, so add all before the first line. */
  addInput(): Progress {
    const input = new Progress();
    this.inputs.push(input);
    return input;
  }

  /**
   * Counts the line that `parser` accepted last. False, and nothing counted, if the line is late: more than the grace
   * before the latest line of its own input.
   */
  add(input: Progress, parser: Parser, bytes: Uint8Array): bool {
    const second = parser.second;
    if (second > input.latest) input.latest = second;
    else if (second < input.latest - GRACE) return false;
    this.windowOf(second).stats.add(parser, bytes);
    return true;
  }

  /** Takes out the earliest window that is closed, or null. */
  takeClosed(): Window | null {
    if (this.open.length == 0) return null;
    const slowest = this.slowestInput();
    if (slowest && this.open[0].second >= slowest.latest - GRACE) return null;
    return this.open.shift();
  }

  /** Whether an input is so far ahead of another that reading more of it would only pile up open windows. */
  isAhead(input: Progress): bool {
    if (this.open.length < MOST_OPEN) return false;
    const slowest = this.slowestInput();
    return slowest != null && input.latest > slowest.latest;
  }

  /** The input that has come least far of those that go on. */
  private slowestInput(): Progress | null {
    let slowest: Progress | null = null;
    for (let i = 0; i < this.inputs.length; i++) {
      const input = this.inputs[i];
      if (!input.ended && (slowest == null || input.latest < slowest.latest)) slowest = input;
    }
    return slowest;
  }

  private windowOf(second: i64): Window {
    let at = this.open.length;
    while (at > 0 && this.open[at - 1].second > second) at--;
    if (at > 0 && this.open[at - 1].second == second) return this.open[at - 1];
    const window = new Window(second);
    this.open.push(window);
    for (let i = this.open.length - 1; i > at; i--) this.open[i] = this.open[i - 1];
    this.open[at] = window;
    return window;
  }
}
