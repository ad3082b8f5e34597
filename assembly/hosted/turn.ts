// The executor of a module without imports, as its exports know it: a program in which nothing is ever ready has none.

let turn: (() => f64) | null = null;

/** Sets what `runTurn` runs. */
export function provideTurn(run: () => f64): void { turn = run; }

/** Runs a turn. Returns in how many milliseconds the next one is wanted; Infinity: not before the host calls something else. */
export function runTurn(): f64 {
  const run = turn;
  return run !== null ? run() : Infinity;
}
