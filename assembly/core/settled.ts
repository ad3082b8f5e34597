// Promises of operations that were done at once.
import { newPromise } from "./frame";
import { Flag } from "./layout";
import { Promise } from "./promise";
import { fulfill, reject } from "./settle";

/** First flags of a promise whose caller left a mark (`takeDirect`), or did not. */
// @ts-ignore: decorator
@inline function flagsOf(direct: u32): u32 {
  return direct ? Flag.DIRECT | Flag.HANDLED : 0;
}

/** A promise that is fulfilled with `value`. */
export function fulfilled<T>(direct: u32, value: T): Promise<T> {
  const promise = newPromise(flagsOf(direct));
  fulfill<T>(promise, value);
  return changetype<Promise<T>>(promise);
}

/** A promise that is rejected with `reason`. */
export function rejected<T>(direct: u32, reason: Error): Promise<T> {
  const promise = newPromise(flagsOf(direct));
  reject(promise, reason);
  return changetype<Promise<T>>(promise);
}
