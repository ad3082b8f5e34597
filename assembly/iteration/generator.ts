// What a call of a `function*` returns. The object is the frame of its body (see core/generator.ts): it has no fields of
// its own, and a step allocates nothing but the result that `next` returns.
import { takeReturned } from "../core/delegation";
import {
  end, isOpen, pass, passedTo, passError, proceed, ReturnCompletion, returnNothing, visitGenerator,
} from "../core/generator";
import { Status } from "../core/layout";
import { reasonOf, valueOf } from "../core/settle";
import { absent } from "./protocol";

/**
 * ECMAScript's generator (ECMA-262 27.5). Where `TReturn` is another type than `T`, results do not show what the
 * generator returned; `yield*` does.
 */
// @ts-ignore: decorator
@global export class Generator<T, TReturn = void, TNext = void> implements IterableIterator<T>, Iterable<T> {
  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void { visitGenerator(changetype<usize>(this), cookie); }

  /**
   * Runs up to the next `yield`, or the end.
   * @param value what the `yield` gives at which it stopped; none where `TNext` is void
   * @throws what the generator throws; TypeError if it is running
   */
  next(value: TNext = absent<TNext>()): IteratorResult<T> {
    const frame = changetype<usize>(this);
    if (!isOpen(frame)) return { done: true };
    if (isVoid<TNext>()) return resume<T, TReturn>(frame);
    else {
      pass<TNext>(frame, value);
      return resume<T, TReturn>(frame);
    }
  }

  /** Ends the generator: goes on as if a `return value` stood where it stopped. */
  return(value: TReturn = absent<TReturn>()): IteratorResult<T> {
    const frame = changetype<usize>(this);
    if (isVoid<TReturn>()) {
      if (!isOpen(frame)) return { done: true };
      passError(frame, returnNothing());
    } else {
      const result = lastResult<T, TReturn>(value);
      if (!isOpen(frame)) return result;
      passError(frame, new ReturnCompletion(changetype<Object>(result)));
    }
    return resume<T, TReturn>(frame);
  }

  /** Goes on as if a `throw error` stood where it stopped. */
  throw(error: Error): IteratorResult<T> {
    const frame = changetype<usize>(this);
    if (!isOpen(frame)) throw error;
    passError(frame, error);
    return resume<T, TReturn>(frame);
  }

  /** Runs up to the next `yield`; false at the end. What `for...of` steps a generator with. */
  __advance(): bool {
    const frame = changetype<usize>(this);
    if (!isOpen(frame)) return false;
    if (!isVoid<TNext>()) pass<TNext>(frame, absent<TNext>());
    const status = proceed(frame);
    if (status != Status.REJECTED) return status == Status.PENDING;
    const reason = reasonOf(frame);
    end(frame);
    throw reason;
  }

  /** What the generator is stopped at. */
  get __value(): T { return passedTo<T>(changetype<usize>(this)); }

  /**
   * Marks a `yield*` of this generator in one that returns `R`. The lowering suspends the outer one in front of it; in the
   * resumed code, and in this body, `this` is the outer one.
   */
  __delegate<R>(): TReturn {
    const frame = changetype<usize>(this);
    if (isVoid<TReturn>()) {
      if (takeReturned(frame)) throw returnNothing();
      return;
    } else {
      const value = passedTo<TReturn>(frame);
      if (takeReturned(frame)) {
        if (isVoid<__Same<TReturn, R>>()) throw returnNothing();
        else throw new ReturnCompletion(changetype<Object>(lastResult<T, R>(value)));
      }
      return value;
    }
  }

  [Symbol.iterator](): Generator<T, TReturn, TNext> { return this; }
}

/** Runs a generator up to its next yield, or its end. */
function resume<T, TReturn>(frame: usize): IteratorResult<T> {
  const status = proceed(frame);
  if (status == Status.PENDING) return { value: passedTo<T>(frame), done: false };
  if (status == Status.REJECTED) {
    const reason = reasonOf(frame);
    end(frame);
    if (!(reason instanceof ReturnCompletion)) throw reason;
    const result = (reason as ReturnCompletion).result;
    return result === null ? { done: true } : changetype<IteratorResult<T>>(result);
  }
  if (isVoid<TReturn>()) return { done: true };
  else {
    const result = lastResult<T, TReturn>(valueOf<TReturn>(frame));
    end(frame);
    return result;
  }
}

/** The result that shows what a generator returned, if that is of the type that it yields. */
export function lastResult<T, TReturn>(value: TReturn): IteratorResult<T> {
  if (isVoid<__Same<T, TReturn>>()) return { done: true };
  else return { value, done: true };
}
