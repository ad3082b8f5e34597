// What a module without imports exports (`--target hosted`): its host has the event loop, the clock, and whatever else there
// is. What it exports for hosts that exchange values with it is in `abi/`. See docs/hosted.md.
//
//   set_seed(seed), set_time(now, date)     before all else, where the program asks for random numbers or the date
//   _initialize()                           runs the top level of the module; an async `main` returns at its first await
//   tick(now) ...                           one turn each; returns when it next wants to run
//   take_output(), exit_code()              whenever the host wants to know; also behind a trap
import { setClock, setDate } from "./hosted/clock";
import { exitCode, hasEnded } from "./hosted/exit";
import { takeOutput } from "./hosted/output";
import { setSeed } from "./hosted/random";
import { runTurn } from "./hosted/turn";

/**
 * Runs one turn: what the host has queued, what has become ready, and the timers that are due. Nothing once the program was
 * ended by `process.exit` or an error.
 * @param now monotonic time in milliseconds, with fractions; one that is earlier than the last, or no number, counts as the last
 * @returns in how many milliseconds it next wants to run: 0 at once, Infinity not before the host has called something else
 */
export function tick(now: f64): f64 {
  setClock(now);
  return hasEnded() ? Infinity : runTurn();
}

/**
 * Tells the time without a turn: before `_initialize`, and before a call that comes long after the last turn.
 * @param now monotonic time in milliseconds, as of `tick`
 * @param date milliseconds since 1970
 */
export function set_time(now: f64, date: f64): void {
  setClock(now);
  setDate(date);
}

/** Sets what `Math.random` comes from: the same seed gives the same numbers. Before `_initialize`; 0 if it is not called. */
export function set_seed(seed: i64): void { setSeed(seed); }

/** Address of what was printed since the last call, as drawn in `hosted/output.ts`. */
export function take_output(): usize { return takeOutput(); }

/** -1 while the program runs; then what `main` has returned, 0 for nothing, 1 for an uncaught error, 134 for an abort. */
export function exit_code(): i32 { return exitCode(); }
