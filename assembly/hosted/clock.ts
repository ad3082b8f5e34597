// Time in a module that imports nothing: its host says what time it is (`tick`, `set_time`), and it stands still in between.
// It imports nothing of the core, whose top level must not run before the memory management's: the console needs the time.

/** Monotonic time in nanoseconds; 0 until the host has told it. It never goes back. */
let time: i64 = 0;
/** What is to be added for the time since 1970. */
let sinceEpoch: i64 = 0;

/** Monotonic time in nanoseconds. */
export function now(): i64 { return time; }

/** Time since 1970 in nanoseconds; that of the monotonic clock, if the host has told none. */
export function date(): i64 { return time + sinceEpoch; }

// @ts-ignore: decorator
@inline function nanoseconds(ms: f64): i64 { return ms > 0 ? <i64>min<f64>(ms * 1e6, 9e18) : 0; }

/** Takes the host's monotonic time in milliseconds. What is no number, or earlier, changes nothing. */
export function setClock(ms: f64): void { time = max(time, nanoseconds(ms)); }

/** Takes the host's time in milliseconds since 1970; for the monotonic time that was told last. */
export function setDate(ms: f64): void { sinceEpoch = nanoseconds(ms) - time; }
