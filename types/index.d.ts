// What `import ... from "as-pollen"` offers, as an editor sees it; the code is in assembly/.

/// <reference path="./number.d.ts" />
/// <reference path="./globals.d.ts" />

/**
 * A promise that is fulfilled after `ms` milliseconds (fractions count), never before.
 * Measured from the time of the executor's current turn.
 */
export function sleep(ms: f64): Promise<void>;

/** Awaiting the result lets everything else that is ready go on first. Allocates nothing. */
export function yieldNow(): Promise<void>;

/** Monotonic time in milliseconds, as of the executor's current turn. */
export function now(): f64;

/** A task that `spawn` registered. It has the promise's methods; awaiting it waits for its end. */
export class Task<T> extends Promise<T> {}

/**
 * Lets a call go on in the background. Nothing waits for it at the end of the program: what is still pending then is
 * named on stderr. A rejection that nobody attaches to ends the program.
 */
export function spawn<T>(promise: Promise<T>): Task<T>;

/**
 * A promise that is fulfilled once no background task is pending, those included that are spawned meanwhile. For the end
 * of `main`, where the program is not to leave them behind.
 */
export function joinTasks(): Promise<void>;

/**
 * Runs until a promise has settled, blocking while it waits; for code that is not async.
 * @returns its value; aborts with its reason if it is rejected, or if nothing is left that could settle it
 */
export function blockOn<T>(promise: Promise<T>): T;

/** Runs until nothing is left to do: no job, no timer, no pending I/O. Blocks while it waits. */
export function run(): void;

/**
 * Runs one turn without blocking: for hosts that own the event loop.
 * @returns in how many milliseconds it next wants to run: 0 at once, Infinity not before an event
 */
export function tick(): f64;
