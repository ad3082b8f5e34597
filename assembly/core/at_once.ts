// Operations that are done when they are called: a value is there, a lock is free. Where the caller awaits one on the spot
// it goes on at once, instead of in its next turn (see `__suspend_operation`): a consumer empties a full channel in one
// go. A caller that finds all its operations done must not keep others from running: after 128 in a row it waits for
// its turn.
import { resolved } from "./await";
import { GOES_ON } from "./frame";
import { STATUS, Status, VALUE } from "./layout";
import { Promise } from "./promise";
import { fulfilled } from "./settled";
import { takeShare } from "./share";

/** The promise of the operation that was done last, until its caller awaits it; a number, which may be out of date. */
let done: usize = 0;

/** Whether the call that awaits a promise goes on at once. */
// @ts-ignore: decorator
@inline export function goesOn(promise: usize): bool {
  if (ASC_SHRINK_LEVEL > 0 && !done) return false; // where no operation ever is, nothing of this is left
  if (promise != done || load<u8>(promise, STATUS) != Status.FULFILLED) return false;
  done = 0;
  return true;
}

// @ts-ignore: decorator
@inline function letCallerGoOn(promise: usize): void {
  if (takeShare()) done = promise;
}

/** What an operation returns that is done, with `value`. */
// @ts-ignore: decorator
@inline export function completed<T>(direct: u32, value: T): Promise<T> {
  if (!isManaged<T>() && direct == GOES_ON && takeShare()) {
    // The caller reads the value before anything else happens: that of a promise which has none serves.
    const promise = resolved();
    store<T>(promise, value, VALUE);
    done = promise;
    return changetype<Promise<T>>(promise);
  }
  const promise = changetype<usize>(fulfilled<T>(direct, value));
  if (direct) letCallerGoOn(promise);
  return changetype<Promise<T>>(promise);
}

/** What an operation returns that is done, without a value. */
// @ts-ignore: decorator
@inline export function completedVoid(direct: u32): Promise<void> {
  const promise = resolved();
  if (direct) letCallerGoOn(promise);
  return changetype<Promise<void>>(promise);
}
