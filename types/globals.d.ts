// What an editor must know besides AssemblyScript's own globals, so that it takes async code without a red line.
// The types are those of TypeScript's library, narrowed to what Pollen compiles.

/// <reference types="assemblyscript/std/assembly/index.d.ts" />

interface PromiseLike<T> {
  then<R1 = T, R2 = never>(
    onfulfilled?: ((value: T) => R1 | PromiseLike<R1>) | null,
    onrejected?: ((reason: Error) => R2 | PromiseLike<R2>) | null,
  ): PromiseLike<R1 | R2>;
}

/** A value that is there later: pending until it is fulfilled with a `T` or rejected with an `Error`. */
interface Promise<T> extends PromiseLike<T> {
  /** Calls one of the two when this promise is settled; the new promise takes what it returns or throws. */
  then<R1 = T, R2 = never>(
    onfulfilled?: ((value: T) => R1 | PromiseLike<R1>) | null,
    onrejected?: ((reason: Error) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2>;
  /** Calls `onrejected` when this promise is rejected. */
  catch<R = never>(onrejected?: ((reason: Error) => R | PromiseLike<R>) | null): Promise<T | R>;
  /** Calls `onfinally` when this promise is settled, and passes on how. */
  finally(onfinally?: (() => void) | null): Promise<T>;
}

interface PromiseConstructor {
  new <T>(executor: (resolve: (value: T) => void, reject: (reason: Error) => void) => void): Promise<T>;
  /** A promise that is fulfilled with `value`. */
  resolve(): Promise<void>;
  resolve<T>(value: T): Promise<Awaited<T>>;
  /** A promise that is rejected with `reason`. */
  reject<T = never>(reason: Error): Promise<T>;
  /** Fulfilled with all values, in order, or rejected as soon as one is. */
  all<T>(promises: Promise<T>[]): Promise<T[]>;
  /** Fulfilled when all are settled, with how each was, in order. */
  allSettled<T>(promises: Promise<T>[]): Promise<PromiseSettledResult<T>[]>;
  /** Settled as the first that is settled. */
  race<T>(promises: Promise<T>[]): Promise<T>;
  /** Fulfilled as the first that is fulfilled; rejected with an `AggregateError` when none is. */
  any<T>(promises: Promise<T>[]): Promise<T>;
  /** A promise, and the functions that settle it. */
  withResolvers<T>(): PromiseWithResolvers<T>;
}

declare var Promise: PromiseConstructor;

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: Error) => void;
}

/** How a promise was settled. */
interface PromiseSettledResult<T> {
  /** `"fulfilled"` or `"rejected"`. */
  readonly status: string;
  /** What it was fulfilled with. */
  readonly value: T;
  /** What it was rejected with. */
  readonly reason: Error;
}

declare class AggregateError extends Error {
  readonly errors: Error[];
  constructor(errors: Error[], message?: string);
}

type Awaited<T> = T extends null | undefined
  ? T
  : T extends object & { then(onfulfilled: infer F, ...args: infer _): any }
    ? F extends (value: infer V, ...args: infer _) => any
      ? Awaited<V>
      : never
    : T;

// `for await`

interface SymbolConstructor {
  readonly asyncIterator: unique symbol;
}

interface IteratorYieldResult<T> {
  done?: false;
  value: T;
}

interface IteratorReturnResult<T> {
  done: true;
  value: T;
}

type IteratorResult<T, R = any> = IteratorYieldResult<T> | IteratorReturnResult<R>;

interface Iterator<T, R = any, N = any> {
  next(value?: N): IteratorResult<T, R>;
}

interface Iterable<T, R = any, N = any> {
  [Symbol.iterator](): Iterator<T, R, N>;
}

interface IterableIterator<T, R = any, N = any> extends Iterator<T, R, N> {
  [Symbol.iterator](): IterableIterator<T, R, N>;
}

interface AsyncIterator<T, R = any, N = any> {
  next(value?: N): Promise<IteratorResult<T, R>>;
}

interface AsyncIterable<T, R = any, N = any> {
  [Symbol.asyncIterator](): AsyncIterator<T, R, N>;
}

interface AsyncIterableIterator<T, R = any, N = any> extends AsyncIterator<T, R, N> {
  [Symbol.asyncIterator](): AsyncIterableIterator<T, R, N>;
}

// Timers and jobs

/** Calls `callback` once, after at least `ms` milliseconds; returns a number for `clearTimeout`. */
declare function setTimeout(callback: () => void, ms?: f64): i32;
declare function clearTimeout(id: i32): void;
/** Calls `callback` every `ms` milliseconds, until `clearInterval`. */
declare function setInterval(callback: () => void, ms?: f64): i32;
declare function clearInterval(id: i32): void;
/** Calls `callback` before anything else that waits: as the next job of the queue. */
declare function queueMicrotask(callback: () => void): void;
