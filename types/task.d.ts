// Tasks, scopes and cancellation: what goes on at the same time, who waits for it, and who ends it.

/** A call that goes on beside whoever started it. It is a promise: awaiting it waits for its end. */
export class Task<T> extends Promise<T> {
  private constructor();
  /** The name that `spawn` was given; may be empty. */
  get name(): string;
  /** Whether it has ended, in whatever way. */
  get isDone(): bool;
  /** Whether `cancel` has reached it, or a cancellation of what it is in. */
  get isCancelled(): bool;
  /**
   * Cancels it, with all that was started in it: each of its awaits is rejected with a `CancelledError` from now on, and
   * with that, unless it ends otherwise, the task itself. Later calls, and those after its end, do nothing.
   * @param reason message of the error
   */
  cancel(reason?: string): void;
  /**
   * Lets it go on in the background: the scope that it was spawned in neither waits for it nor cancels it, and the end of
   * the program is not reported to have cut it short. Its failure is reported all the same.
   */
  detach(): Task<T>;
}

/**
 * Lets a call go on beside the caller. It belongs to the scope that it is spawned in, which waits for it. Outside of all
 * scopes nothing waits for it: what is still pending at the end of the program is named on stderr. A rejection that
 * nobody attaches to ends the program.
 * @param work a call, `spawn(f(x))`; a function to call; or a promise, which the task then waits for
 * @param name for reports
 */
export function spawn<T>(work: Promise<T> | (() => Promise<T>), name?: string): Task<T>;

/**
 * A promise that is fulfilled once no task is pending, those included that are spawned meanwhile, and those left out that
 * are detached. For the end of `main`, where the program is not to leave them behind.
 */
export function joinTasks(): Promise<void>;

/** What the body of a scope is given: spawns the scope's tasks, and cancels it. */
export class Scope {
  private constructor();
  /** Whether it was cancelled: by `cancel`, a failure, a deadline, or from outside. */
  get isCancelled(): bool;
  /** How many of its tasks have not ended. */
  get pending(): i32;
  /**
   * Starts a task of the scope, which waits for it. If it fails, its siblings are cancelled, and the scope is rejected
   * with its error. Throws an `Error` if the scope has ended, or drains.
   * @param f called at once
   * @param name for reports
   */
  spawn<T>(f: () => Promise<T>, name?: string): Task<T>;
  /**
   * Cancels everything in the scope: each await there is rejected with a `CancelledError` from now on. The scope itself
   * absorbs that error. Later calls do nothing.
   * @param reason message of the error
   */
  cancel(reason?: string): void;
  /** Cancels the scope when a signal is aborted, or at once if it is. */
  cancelOn(signal: AbortSignal): void;
  /**
   * Shuts the scope down gracefully: it takes no more tasks, those that it has get some time to end, and what is left is
   * then cancelled.
   * @param ms how long to wait, in milliseconds
   * @returns where each of those that were cancelled waited: `"name", function (file:line:column)`
   */
  drain(ms: f64): Promise<string[]>;
}

/**
 * Runs an async block, and waits for all that was started in it: the tasks that it spawned, and the calls that nobody
 * awaited. If one of the tasks or the body fails, all others are cancelled, and the scope is rejected with that error; if
 * several do, with an `AggregateError`.
 * @param body given the scope
 * @returns what the body returns; if the scope was cancelled, nothing, or a rejection where there has to be a value
 */
export function scope<T>(body: (s: Scope) => Promise<T>): Promise<T>;

/**
 * Runs a scope that is cancelled after `ms` milliseconds.
 * @returns whether it ended before that; rejected as `scope` is
 */
export function moveOnAfter(ms: f64, body: (s: Scope) => Promise<void>): Promise<bool>;

/**
 * Runs a scope that is cancelled after `ms` milliseconds.
 * @returns what the body returns; rejected with a `TimeoutError` if it did not end in time, else as `scope` is
 */
export function failAfter<T>(ms: f64, body: (s: Scope) => Promise<T>): Promise<T>;

/**
 * Gives a call `ms` milliseconds: it is cancelled then, if it was started on the spot: `timeout(f(x), 1000)`. Another
 * promise is only no longer waited for.
 * @returns what the promise gives; rejected as that is, or with a `TimeoutError`
 */
export function timeout<P>(promise: P, ms: f64): Promise<Awaited<P>>;

/**
 * Runs an async block that cancellations from outside do not reach, and waits for all that was started in it. For cleanup
 * that has to wait. Give it a deadline: it holds up whoever cancelled.
 * @returns what the block returns
 */
export function shield<T>(f: () => Promise<T>): Promise<T>;

/**
 * What the awaits of a cancelled task or scope are rejected with. A `catch` that swallows it changes nothing: the next
 * await is rejected as well. Where nobody handles it, it ends its task and nothing else.
 */
export class CancelledError extends Error {
  constructor(message?: string);
  readonly code: string;
}

/** What was to be done was not done in the time that it was given. */
export class TimeoutError extends Error {
  constructor(message?: string);
  readonly code: string;
}

/** What an aborted `AbortSignal` gives, unless it was given another reason. */
export class AbortError extends Error {
  constructor(message?: string);
  readonly code: string;
}

/** Tasks whose results are taken in the order in which they end. */
export class JoinSet<T> implements AsyncIterableIterator<T> {
  /** How many of its tasks have not been taken by `next`. */
  get length(): i32;
  /** Starts a task: see `spawn`. Its failure is reported by `next`. */
  spawn(f: () => Promise<T>, name?: string): Task<T>;
  /**
   * The value of the task that ended first, of those that were not taken yet; the end once there are none. Rejected as
   * that task is; the next call goes on with the one that ended after it.
   */
  next(): Promise<IteratorResult<T>>;
  /** Cancels those of its tasks that have not ended. They are still to be taken. */
  cancelAll(reason?: string): void;
  /** It is its own iterator, for `for await`. */
  [Symbol.asyncIterator](): JoinSet<T>;
}

/** A value that calls, and all that they start, find without being given it: that of a request, say. */
export class TaskLocal<T> {
  /** @param initial its value where nobody has set it */
  constructor(initial: T);
  /** The value that was set last around what runs. */
  get(): T;
  /** Calls `f` with a value set, for it and all that it starts. Returns what `f` returns. */
  run<R>(value: T, f: () => R): R;
}

/** What an interval does about ticks that nobody has waited for in time. */
export enum MissedTicks {
  /** Makes up for them, one right after the other. */
  Burst = 0,
  /** Goes on a period after the late one. */
  Delay = 1,
  /** Leaves them out, and keeps to the multiples of the period. */
  Skip = 2,
}

/** Ticks at a steady rate. */
export class Interval {
  private constructor();
  /** Milliseconds between two ticks. */
  readonly period: f64;
  readonly missed: MissedTicks;
  /** Waits for the next tick. Returns the time that it was due, in milliseconds, as `now()` counts. */
  tick(): Promise<f64>;
  /** Lets the next tick be a period from now. */
  reset(): void;
  /** The ticks, one by one, without an end. */
  [Symbol.asyncIterator](): AsyncIterator<f64>;
}

/**
 * Ticks every `ms` milliseconds, the first time after that long. Throws a `RangeError` unless `ms` is more than 0.
 * @param missed what is done about ticks that come too late; makes up for them unless told otherwise
 */
export function interval(ms: f64, missed?: MissedTicks): Interval;

/** One of the things that `select` may wait for, and what is to be done when it comes first. */
export abstract class Case<R> {
  private constructor();
  protected readonly result: R;
}

/** Which of several that are ready at once `select` takes. */
export enum SelectOrder {
  /** Each in its turn: none can starve another. */
  Fair = 0,
  /** The first in the list. */
  Listed = 1,
}

/**
 * Waits for the first of several cases, and calls off the others: none of them takes anything.
 * @param cases such as `onTimeout(ms, f)`, `onSettled(promise, f)`
 * @returns what the function of that case returns; rejected if its operation is
 */
export function select<R>(cases: Case<R>[], order?: SelectOrder): Promise<Awaited<R>>;
/** For `select`: nothing else has come for `ms` milliseconds. */
export function onTimeout<R>(ms: f64, f: () => R): Case<R>;
/** For `select`: a promise is fulfilled. If it is rejected first, so is `select`. The promise itself goes on if it is not. */
export function onSettled<P, R>(promise: P, f: (value: Awaited<P>) => R): Case<R>;
