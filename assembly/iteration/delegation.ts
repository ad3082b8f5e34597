import { asyncValues, values } from "./values";

/** How a generator that yields `Y` takes the operand of its `yield*`. There are no objects of this class. */
class Delegation<Y> {
  /** A generator is followed itself; what else can be looped over, one that yields its values. */
  to<I>(iterable: I): __Delegate<I, Y> {
    if (isVoid<__Same<I, __Delegate<I, Y>>>()) return values<I, Y>(iterable);
    else return iterable;
  }
}

/** The same for async generators. */
class AsyncDelegation<Y> {
  to<I>(iterable: I): __AsyncDelegate<I, Y> {
    if (isVoid<__Same<I, __AsyncDelegate<I, Y>>>()) return asyncValues<I, Y>(iterable);
    else return iterable;
  }
}

// @ts-ignore: decorator
@global export function __async_delegation<Y>(): AsyncDelegation<Y> { return changetype<AsyncDelegation<Y>>(0); }

// @ts-ignore: decorator
@global export function __delegation<Y>(): Delegation<Y> { return changetype<Delegation<Y>>(0); }
