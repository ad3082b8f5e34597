import { all, allSettled, any, race, PromiseSettledResult } from "./combinators";
import { newPromise } from "./frame";
import { adopt } from "./adopt";
import { capturedBy } from "./closure";
import { FLAGS, Flag, STATUS, Status } from "./layout";
import { firstOf, react, secondOf } from "./reaction";
import { fulfill, fulfillVoid, PromiseBase, reasonOf, reject, resolveWith, settleLike, valueOf } from "./settle";

/**
 * ECMAScript's promise (ECMA-262 27.2), with one difference: a rejection reason is always an `Error`.
 * `T` is any type of at most 8 bytes, or void.
 */
// @ts-ignore: decorator
@global export class Promise<T> extends PromiseBase {
  /**
   * Calls `executor` at once with the functions that settle the promise; only the first call of either counts. `resolve`
   * takes a value, and nothing where `T` is void. Where the executor is a function expression, it may call `resolve` with a
   * promise, too, which is followed (ECMA-262 27.2.1.3.2).
   */
  constructor(executor: (resolve: (value: T) => void, reject: (reason: Error) => void) => void) {
    super();
    const rejectThis = (reason: Error): void => {
      if (isOpen(changetype<usize>(this))) reject(changetype<usize>(this), reason);
    };
    if (isVoid<T>()) {
      const resolve = (): void => {
        if (isOpen(changetype<usize>(this))) fulfillVoid(changetype<usize>(this));
      };
      try {
        executor(changetype<(value: T) => void>(resolve), rejectThis);
      } catch (e) {
        rejectThis(e);
      }
    } else {
      const resolve = (value: T): void => {
        if (isOpen(changetype<usize>(this))) fulfill<T>(changetype<usize>(this), value);
      };
      try {
        executor(resolve, rejectThis);
      } catch (e) {
        rejectThis(e);
      }
    }
  }

  /** A promise fulfilled with `value`; a promise is returned as it is. */
  static resolve<V>(value: V): Promise<Awaited<V>> {
    if (isReference<V>()) {
      if (value instanceof PromiseBase) return changetype<Promise<Awaited<V>>>(value);
    }
    const promise = newPromise();
    fulfill<V>(promise, value);
    return changetype<Promise<Awaited<V>>>(promise);
  }

  /** What `Promise.resolve()` without a value compiles to. */
  static __resolved(): Promise<void> {
    const promise = newPromise();
    fulfillVoid(promise);
    return changetype<Promise<void>>(promise);
  }

  /** A promise rejected with `reason`. */
  static reject<V>(reason: Error): Promise<V> {
    const promise = newPromise();
    reject(promise, reason);
    return changetype<Promise<V>>(promise);
  }

  /** A promise with the functions that settle it. */
  static withResolvers<V>(): PromiseWithResolvers<V> {
    return new PromiseWithResolvers<V>();
  }

  /** Fulfilled with all values, in order, once every promise is; rejected as soon as one is. */
  static all<V>(promises: Promise<V>[]): Promise<ListOf<V>> { return all<V>(promises); }

  /** Fulfilled with the outcome of each promise, in order, once every one is settled. */
  static allSettled<V>(promises: Promise<V>[]): Promise<PromiseSettledResult<V>[]> { return allSettled<V>(promises); }

  /** Settled as the first of the promises that settles. Of none: never. */
  static race<V>(promises: Promise<V>[]): Promise<V> { return race<V>(promises); }

  /** Fulfilled as the first of the promises that is; rejected with an `AggregateError` once all are rejected. */
  static any<V>(promises: Promise<V>[]): Promise<V> { return any<V>(promises); }

  /**
   * Attaches callbacks. The result is settled with what the callback returns (a promise is followed), or like this
   * promise where the callback for its outcome is null.
   */
  then<R>(onFulfilled: ((value: T) => R) | null, onRejected: ((reason: Error) => R) | null = null): Promise<Awaited<R>> {
    const job = (reaction: usize, source: usize): void => {
      if (load<u8>(source, STATUS) == Status.FULFILLED) {
        if (!firstOf(reaction)) settleLike(reaction, source);
        else call<T, R>(reaction, firstOf(reaction), source);
      } else if (!secondOf(reaction)) settleLike(reaction, source);
      else callWithReason<R>(reaction, secondOf(reaction), source);
    };
    return changetype<Promise<Awaited<R>>>(
      react(changetype<usize>(this), job.index, changetype<usize>(onFulfilled), changetype<usize>(onRejected)));
  }

  /** Attaches a callback for the rejection, which gives the value to go on with. */
  catch<R>(onRejected: (reason: Error) => R): Promise<T> {
    const job = (reaction: usize, source: usize): void => {
      if (load<u8>(source, STATUS) == Status.FULFILLED) settleLike(reaction, source);
      else callWithReason<R>(reaction, secondOf(reaction), source);
    };
    return changetype<Promise<T>>(react(changetype<usize>(this), job.index, 0, changetype<usize>(onRejected)));
  }

  /**
   * Attaches a callback for either outcome; the result is settled as this promise, after the promise that the callback
   * may return. Takes the turns that ECMA-262 27.2.5.3 gives it.
   */
  finally<R>(onFinally: () => R): Promise<T> {
    const job = (reaction: usize, source: usize): void => {
      const callback = changetype<() => R>(secondOf(reaction));
      let after: PromiseBase; // the collector sees it while the reaction below is allocated
      try {
        if (isVoid<R>()) {
          callback();
          after = changetype<PromiseBase>(newPromise());
          fulfillVoid(changetype<usize>(after));
        } else after = Promise.resolve<R>(callback());
      } catch (e) {
        reject(reaction, e);
        return;
      }
      const outcome = (reaction: usize, after: usize): void => {
        settleLike(reaction, load<u8>(after, STATUS) == Status.REJECTED ? after : firstOf(reaction));
      };
      adopt(reaction, react(changetype<usize>(after), outcome.index, source, 0));
    };
    return changetype<Promise<T>>(react(changetype<usize>(this), job.index, 0, changetype<usize>(onFinally)));
  }
}

/** Calls a fulfilment callback and settles the reaction with what it returns or throws. */
function call<T, R>(reaction: usize, callback: usize, source: usize): void {
  try {
    if (isVoid<T>()) {
      const f = changetype<() => R>(callback);
      if (isVoid<R>()) {
        f();
        fulfillVoid(reaction);
      } else resolveWith<R>(reaction, f());
    } else {
      const f = changetype<(value: T) => R>(callback);
      if (isVoid<R>()) {
        f(valueOf<T>(source));
        fulfillVoid(reaction);
      } else resolveWith<R>(reaction, f(valueOf<T>(source)));
    }
  } catch (e) {
    reject(reaction, e);
  }
}

/** Calls a rejection callback and settles the reaction with what it returns or throws. */
function callWithReason<R>(reaction: usize, callback: usize, source: usize): void {
  const f = changetype<(reason: Error) => R>(callback);
  try {
    if (isVoid<R>()) {
      f(reasonOf(source));
      fulfillVoid(reaction);
    } else resolveWith<R>(reaction, f(reasonOf(source)));
  } catch (e) {
    reject(reaction, e);
  }
}

/** What `Promise.withResolvers` returns. Only the first call of `resolve` or `reject` counts. */
// @ts-ignore: decorator
@global export class PromiseWithResolvers<T> {
  readonly promise: Promise<T> = changetype<Promise<T>>(newPromise());

  /** Fulfils the promise, or makes it follow `value` if that is a promise. Without an argument where `T` is void. */
  resolve<V = usize>(value: V = 0): void {
    const promise = changetype<usize>(this.promise);
    if (!isOpen(promise)) return;
    if (isReference<V>()) {
      if (value instanceof PromiseBase) {
        adopt(promise, changetype<usize>(value));
      } else fulfill<T>(promise, value);
    } else if (isVoid<T>()) fulfillVoid(promise);
    else fulfill<T>(promise, <T>value);
  }

  /** Rejects the promise. */
  reject(reason: Error): void {
    const promise = changetype<usize>(this.promise);
    if (isOpen(promise)) reject(promise, reason);
  }
}

/** What a call of the `resolve` of an executor with a promise compiles to. */
// @ts-ignore: decorator
@global function __follow<T>(resolve: (value: T) => void, followed: Promise<T>): void {
  const promise = capturedBy(changetype<usize>(resolve)); // the constructor's `this`
  if (isOpen(promise)) adopt(promise, changetype<usize>(followed));
}

/** Whether nothing has resolved a promise yet. */
function isOpen(promise: usize): bool {
  return load<u8>(promise, STATUS) == Status.PENDING && !(load<u8>(promise, FLAGS) & Flag.FOLLOWING);
}
