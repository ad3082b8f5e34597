// What a call of an `async function*` returns: the frame of its body (see core/async_generator.ts).
import { newRequest, put, Request, sendAlong } from "../core/async_generator";
import { passedTo, visitGenerator } from "../core/generator";
import { lastResult } from "./generator";
import { absent } from "./protocol";

/**
 * ECMAScript's async generator (ECMA-262 27.6). Calls are answered in the order in which they are made. Where `TReturn`
 * is another type than `T`, results do not show what the generator returned; `yield*` does.
 */
// @ts-ignore: decorator
@global export class AsyncGenerator<T, TReturn = void, TNext = void> implements AsyncIterableIterator<T>, AsyncIterable<T> {
  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void { visitGenerator(changetype<usize>(this), cookie); }

  /**
   * Goes on to the next `yield`, or the end.
   * @param value what the `yield` gives at which it stopped; none where `TNext` is void
   * Rejected with what the generator throws.
   */
  next(value: TNext = absent<TNext>()): Promise<IteratorResult<T>> {
    const result: IteratorResult<T> = { done: true };
    const request = newRequest(Request.NEXT, changetype<Object>(result));
    if (!isVoid<TNext>()) sendAlong<TNext>(request, value);
    put(request, changetype<usize>(this));
    return changetype<Promise<IteratorResult<T>>>(request);
  }

  /** Ends the generator: goes on as if a `return value` stood where it stopped. */
  return(value: TReturn = absent<TReturn>()): Promise<IteratorResult<T>> {
    let result: IteratorResult<T>;
    if (isVoid<TReturn>()) result = { done: true };
    else result = lastResult<T, TReturn>(value);
    const request = newRequest(Request.RETURN, changetype<Object>(result));
    put(request, changetype<usize>(this));
    return changetype<Promise<IteratorResult<T>>>(request);
  }

  /** Goes on as if a `throw error` stood where it stopped. */
  throw(error: Error): Promise<IteratorResult<T>> {
    const result: IteratorResult<T> = { done: true };
    const request = newRequest(Request.THROW, changetype<Object>(result));
    sendAlong<Error>(request, error);
    put(request, changetype<usize>(this));
    return changetype<Promise<IteratorResult<T>>>(request);
  }

  /**
   * Marks a `yield*` of this generator. The lowering suspends the outer one in front of it; in the resumed code, and in this
   * body, `this` is the outer one, and has been passed the last result of this one.
   */
  __delegate(): TReturn {
    if (isVoid<TReturn>()) return;
    else return passedTo<IteratorResult<TReturn>>(changetype<usize>(this)).value;
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, TReturn, TNext> { return this; }
}
