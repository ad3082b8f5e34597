// Pollen's promises as a host sees them: for a JavaScript suite that drives them through these exports.
//
// Promises of `Object` carry what JavaScript's do: a value of any kind, here `Value`, or a promise to follow. Which of
// the two a callback returned is decided in the library, by `then` itself, as ECMAScript does it at run time.
import { tick } from "as-pollen";
import { setUnhandled } from "as-pollen/assembly/core/rejections";

/** A value of the host's: its number in the host's table. */
class Value {
  constructor(readonly handle: i32) {}
}

/** A reason of the host's. */
class Reason extends Error {
  constructor(readonly handle: i32) { super("a reason of the host's"); }
}

type OnFulfilled = (value: Object) => Object;
type OnRejected = (reason: Error) => Object;

export function newValue(handle: i32): Value { return new Value(handle); }
export function newReason(handle: i32): Reason { return new Reason(handle); }

/** The number of a value or a reason; -1 for what the guest made itself. */
export function handleOf(object: Object): i32 {
  if (object instanceof Value) return (object as Value).handle;
  if (object instanceof Reason) return (object as Reason).handle;
  return -1;
}

/** `name: message` of an error that the guest made itself. */
export function describe(error: Error): string { return error.toString(); }

export function resolved(value: Object): Promise<Object> { return Promise.resolve<Object>(value); }
export function rejected(reason: Error): Promise<Object> { return Promise.reject<Object>(reason); }

export function newDeferred(): PromiseWithResolvers<Object> { return Promise.withResolvers<Object>(); }
export function promiseOf(deferred: PromiseWithResolvers<Object>): Promise<Object> { return deferred.promise; }
export function resolve(deferred: PromiseWithResolvers<Object>, value: Object): void { deferred.resolve(value); }
export function reject(deferred: PromiseWithResolvers<Object>, reason: Error): void { deferred.reject(reason); }

/** `promise.then` with two functions of the table; 0 is no function. */
export function then(promise: Promise<Object>, onFulfilled: i32, onRejected: i32): Promise<Object> {
  return promise.then<Object>(
    onFulfilled ? functionAt<OnFulfilled>(onFulfilled) : null,
    onRejected ? functionAt<OnRejected>(onRejected) : null,
  );
}

/** The value of a function that the host has put into the table. */
function functionAt<F>(index: i32): F {
  const value = __new(2 * sizeof<usize>(), idof<Function<F>>());
  store<i32>(value, index);
  store<usize>(value, 0, sizeof<usize>());
  return changetype<F>(value);
}

/** Runs what is ready. */
export function drain(): void { tick(); }

// The suite leaves many rejections without a handler.
setUnhandled((_: Error, what: string): void => {});
