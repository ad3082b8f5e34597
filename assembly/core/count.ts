// Leak counters: how much was begun and has not ended. Only builds for tests count (`--use POLLEN_COUNT=ASC_TARGET`);
// in all others nothing of it is compiled. Timers and contexts count themselves (`timers.ts`, `context_tree.ts`).

export const enum Counted {
  /** Calls of async functions. */
  CALL = 0,
  /** What waits at a timer, a channel, a lock or a descriptor. */
  OPERATION = 1,
  /** Descriptors that the library opened. */
  DESCRIPTOR = 2,
}

let calls: i32 = 0;
let operations: i32 = 0;
let descriptors: i32 = 0;

/** Counts something that begins (1) or ends (-1). */
// @ts-ignore: decorator
@inline export function count(what: Counted, change: i32): void {
  if (isDefined(POLLEN_COUNT)) {
    if (what == Counted.CALL) calls += change;
    else if (what == Counted.OPERATION) operations += change;
    else descriptors += change;
  }
}

/** How many have begun and not ended. */
export function openOf(what: Counted): i32 {
  return what == Counted.CALL ? calls : what == Counted.OPERATION ? operations : descriptors;
}
