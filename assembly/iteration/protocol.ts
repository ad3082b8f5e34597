// The iteration protocol (ECMA-262 27.1): what an object offers so that `for...of` and `for await` can step through it.
//
//   iterable ──[Symbol.iterator]()──▶ iterator ──next()──▶ { value, done: false } ... { done: true }

/** A step of an iterator (ECMA-262 27.1.1.5): an object literal `{ value, done }`, without `value` at the end. */
// @ts-ignore: decorator
@global export class IteratorResult<T> {
  /** Whether the iterator has come to its end. It comes first, where that is looked at whatever `T` is. */
  done: bool = false;
  /** The value, unless `done`; there is none then. */
  value: T = absent<T>();
}

/** What stands for a value where there is none: zero, or a reference that must not be used. */
export function absent<T>(): T {
  if (isReference<T>()) return changetype<T>(0);
  else return <T>0;
}

/** What an iterator of void steps through: null. There are no objects of this class. */
// @ts-ignore: decorator
@global @final export class __Nothing { private constructor() {} }

/** What `yield;` yields. */
// @ts-ignore: decorator
@global export function __nothing(): __Nothing | null { return null; }

/** Steps through values (ECMA-262 27.1.1.2). */
// @ts-ignore: decorator
@global export interface Iterator<T> {
  /** The next step. */
  next(): IteratorResult<T>;
  /** Called where a loop leaves the iterator before its end. A class need not have it: the result is null then. */
  return(): IteratorResult<T> | null;
}

/** What `for...of` steps through (ECMA-262 27.1.1.1). */
// @ts-ignore: decorator
@global export interface Iterable<T> {
  /** An iterator at the first value. */
  [Symbol.iterator](): Iterator<T>;
}

/** An iterator that `for...of` takes, too: it gives itself. */
// @ts-ignore: decorator
@global export interface IterableIterator<T> extends Iterator<T> {
  [Symbol.iterator](): IterableIterator<T>;
}

/** Steps through values that are there later (ECMA-262 27.1.1.4). */
// @ts-ignore: decorator
@global export interface AsyncIterator<T> {
  /** The next step. */
  next(): Promise<IteratorResult<T>>;
  /** Called where a loop leaves the iterator before its end. A class need not have it: the result is null then. */
  return(): Promise<IteratorResult<T>> | null;
}

/** What `for await` steps through (ECMA-262 27.1.1.3). */
// @ts-ignore: decorator
@global export interface AsyncIterable<T> {
  /** An iterator at the first value. */
  [Symbol.asyncIterator](): AsyncIterator<T>;
}

/** An asynchronous iterator that `for await` takes, too: it gives itself. */
// @ts-ignore: decorator
@global export interface AsyncIterableIterator<T> extends AsyncIterator<T> {
  [Symbol.asyncIterator](): AsyncIterableIterator<T>;
}
