// What an editor must know besides AssemblyScript's own globals, so that it takes async code without a red line.
// The types are those of TypeScript's library, narrowed to what Pollen compiles.

/// <reference types="assemblyscript/std/assembly/index.d.ts" />

interface PromiseLike<T> {
  then<R>(onFulfilled: ((value: T) => R) | null, onRejected?: ((reason: Error) => R) | null): PromiseLike<Awaited<R>>;
}

/** A value that is there later: pending until it is fulfilled with a `T` or rejected with an `Error`. */
declare class Promise<T> implements PromiseLike<T> {
  /**
   * Calls `executor` at once with the functions that settle the promise; only the first call of either counts. A promise
   * that `resolve` is given is followed, where the executor is a function expression.
   */
  constructor(executor: (resolve: (value: T | Promise<T>) => void, reject: (reason: Error) => void) => void);
  /** A promise that is fulfilled with `value`, or settles as it does when it is a promise. */
  static resolve(): Promise<void>;
  static resolve<V>(value: V): Promise<Awaited<V>>;
  /** A promise that is rejected with `reason`. */
  static reject<V>(reason: Error): Promise<V>;
  /** Fulfilled with all values, in order, or rejected as soon as one is. */
  static all<V>(promises: Promise<V>[]): Promise<V[]>;
  /** Fulfilled when all are settled, with how each was, in order. */
  static allSettled<V>(promises: Promise<V>[]): Promise<PromiseSettledResult<V>[]>;
  /** Settled as the first that is settled. */
  static race<V>(promises: Promise<V>[]): Promise<V>;
  /** Fulfilled as the first that is fulfilled; rejected with an `AggregateError` when none is. */
  static any<V>(promises: Promise<V>[]): Promise<V>;
  /** A promise, and what settles it. */
  static withResolvers<V>(): PromiseWithResolvers<V>;

  /** Calls one of the two when this promise is settled; the result is settled with what it returns. */
  then<R>(onFulfilled: ((value: T) => R) | null, onRejected?: ((reason: Error) => R) | null): Promise<Awaited<R>>;
  /** Calls `onRejected` when this promise is rejected. */
  catch<R>(onRejected: (reason: Error) => R): Promise<T>;
  /** Calls `onFinally` when this promise is settled, and settles as it did. */
  finally<R>(onFinally: () => R): Promise<T>;
}

declare class PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  resolve(value: T | Promise<T>): void;
  reject(reason: Error): void;
}

/** How a promise was settled. */
declare class PromiseSettledResult<T> {
  private constructor();
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

// Iteration. TypeScript knows these types by their names and wants three type parameters; Pollen's have the first.

/** A step of an iterator: a value, or the end. */
type IteratorResult<T> = { value: T; done: false } | { value?: T; done: true };

/** Steps through values. */
interface Iterator<T, TReturn = any, TNext = any> {
  /** The next step. */
  next(): IteratorResult<T>;
  /** Called where a loop leaves the iterator before its end. */
  return?(value?: TReturn): IteratorResult<T>;
}

/** What `for...of` steps through. */
interface Iterable<T, TReturn = any, TNext = any> {
  /** An iterator at the first value. */
  [Symbol.iterator](): Iterator<T>;
}

/** An iterator that `for...of` takes, too: it gives itself. */
interface IterableIterator<T, TReturn = any, TNext = any> extends Iterator<T, TReturn, TNext> {
  [Symbol.iterator](): IterableIterator<T>;
}

/** Steps through values that are there later. */
interface AsyncIterator<T, TReturn = any, TNext = any> {
  /** The next step. */
  next(): Promise<IteratorResult<T>>;
  /** Called where a loop leaves the iterator before its end. */
  return?(value?: TReturn): Promise<IteratorResult<T>>;
}

/** What `for await` steps through. */
interface AsyncIterable<T, TReturn = any, TNext = any> {
  /** An iterator at the first value. */
  [Symbol.asyncIterator](): AsyncIterator<T>;
}

/** An asynchronous iterator that `for await` takes, too: it gives itself. */
interface AsyncIterableIterator<T, TReturn = any, TNext = any> extends AsyncIterator<T, TReturn, TNext> {
  [Symbol.asyncIterator](): AsyncIterableIterator<T>;
}

/** What a `function*` returns: its body runs as far as it is asked to. */
interface Generator<T = unknown, TReturn = void, TNext = void> extends IterableIterator<T, TReturn, TNext> {
  /** Runs up to the next `yield`, which `value` is given back by, or to the end. Throws what the generator throws. */
  next(...[value]: [] | [TNext]): IteratorResult<T>;
  /** Ends the generator as if a `return` stood where it stopped: each `finally` around that runs. */
  return(value: TReturn): IteratorResult<T>;
  /** Goes on as if a `throw` stood where it stopped. */
  throw(error: Error): IteratorResult<T>;
  [Symbol.iterator](): Generator<T, TReturn, TNext>;
}

/** What an `async function*` returns. Calls are answered one by one, in the order in which they are made. */
interface AsyncGenerator<T = unknown, TReturn = void, TNext = void> extends AsyncIterableIterator<T, TReturn, TNext> {
  /** Runs up to the next `yield`, which `value` is given back by, or to the end. Rejected with what it throws. */
  next(...[value]: [] | [TNext]): Promise<IteratorResult<T>>;
  /** Ends the generator as if a `return` stood where it stopped: each `finally` around that runs. */
  return(value: TReturn): Promise<IteratorResult<T>>;
  /** Goes on as if a `throw` stood where it stopped. */
  throw(error: Error): Promise<IteratorResult<T>>;
  [Symbol.asyncIterator](): AsyncGenerator<T, TReturn, TNext>;
}

/** An error of a disposal, where something had failed before. */
declare class SuppressedError extends Error {
  constructor(error: Error, suppressed: Error, message?: string);
  /** The error of the disposal. */
  readonly error: Error;
  /** What had failed before. */
  readonly suppressed: Error;
}

/** What `using` disposes of at the end of its block. */
interface Disposable {
  [Symbol.dispose](): void;
}

/** What `await using` disposes of at the end of its block. */
interface AsyncDisposable {
  [Symbol.asyncDispose](): Promise<void>;
}

/** What has an index. The methods are for `for...of`. */
interface Indexed<T> extends Iterable<T> {
  /** Pairs of index and value. */
  entries(): Iterable<[i32, T]>;
  /** The indexes. */
  keys(): Iterable<i32>;
  values(): Iterable<T>;
}

interface Array<T> extends Indexed<T> {}
interface StaticArray<T> extends Indexed<T> {}
interface TypedArray<T> extends Indexed<T> {}
interface String extends Iterable<string> {}
interface Set<K> extends Iterable<K> {}
interface Map<K, V> extends Iterable<[K, V]> {
  /** Pairs of key and value, for `for...of`. */
  entries(): Iterable<[K, V]>;
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

// The web's way to cancel

/** Tells those who were given it that they are to stop. */
declare class AbortSignal {
  protected constructor();
  /** One that is aborted already. */
  static abort(reason?: Error | null): AbortSignal;
  /** One that is aborted after `ms` milliseconds, with a `TimeoutError`. */
  static timeout(ms: f64): AbortSignal;
  /** One that is aborted as soon as one of these is, with its reason. */
  static any(signals: AbortSignal[]): AbortSignal;
  /** Called once, when it is aborted; before what `addEventListener` has added. */
  onabort: (() => void) | null;
  get aborted(): bool;
  /** Why it was aborted; null if it was not. */
  get reason(): Error | null;
  /** Throws the reason if it is aborted. */
  throwIfAborted(): void;
  /** Has `listener` called, once, when it is aborted. There is no event but "abort". */
  addEventListener(type: "abort", listener: () => void): void;
  /** Takes back `addEventListener`. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Makes a signal, and aborts it. */
declare class AbortController {
  readonly signal: AbortSignal;
  /** Aborts the signal; a second call does nothing. */
  abort(reason?: Error | null): void;
}

// More of the console than AssemblyScript has

declare namespace console {
  /** Counts the calls with this label, and prints the count. */
  export function count(label?: string): void;
  /** Lets the count of this label start again. */
  export function countReset(label?: string): void;
  /** Prints, and indents what is printed until `groupEnd`. */
  export function group(label?: string): void;
  /** Ends the indentation of the last `group`. */
  export function groupEnd(): void;
}

/** Objects of the class can be sent to other isolates, field by field: see `as-pollen/isolate`. */
declare function message(constructor: abstract new (...args: any[]) => unknown): void;
