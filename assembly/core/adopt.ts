// Following another promise: what ECMAScript does when a promise is resolved with a promise
// (NewPromiseResolveThenableJob, ECMA-262 27.2.2.2): one job that attaches, then one that takes over the outcome.
import { resolved } from "./await";
import { barrier, barrierBoth } from "./barrier";
import { atAwait } from "./current";
import { AWAITING, FLAGS, Flag, RESUME, STATUS, Status } from "./layout";
import { isCancelled } from "./operation";
import { append, schedule, wait } from "./ready";
import { reject, settleLike } from "./settle";

// @ts-ignore: decorator
@lazy const takeOverJob = (promise: usize, other: usize): void => settleLike(promise, other);

// @ts-ignore: decorator
@lazy const attachJob = (promise: usize, other: usize): void => {
  store<u32>(promise, takeOverJob.index, RESUME);
  attach(promise, isCancelled() && load<u8>(promise, FLAGS) & Flag.FRAME ? atAwait(promise, other) : other);
};

/**
 * Makes a pending promise follow another one; of the same value type, which the caller has checked. One that would
 * follow itself is rejected (ECMA-262 27.2.1.3.2, step 7).
 */
export function adopt(promise: usize, other: usize): void {
  if (promise == other) {
    reject(promise, new TypeError("Chaining cycle detected for promise"));
    return;
  }
  store<u8>(promise, load<u8>(promise, FLAGS) | Flag.FOLLOWING, FLAGS);
  store<u8>(other, load<u8>(other, FLAGS) | Flag.HANDLED, FLAGS);
  store<usize>(promise, other, AWAITING);
  barrier(promise, other);
  store<u32>(promise, attachJob.index, RESUME);
  schedule(promise);
}

/**
 * Makes `task`, which is in no list, be continued at its `resume` once a promise has settled: it waits for that, or is
 * queued if it has.
 */
export function attach(task: usize, promise: usize): void { awaitOutcome(task, promise); }

/** The same where calls suspend: without a call, unless size counts. */
// @ts-ignore: decorator
@inline export function attachHere(task: usize, promise: usize): void {
  if (ASC_SHRINK_LEVEL > 0) attach(task, promise);
  else awaitOutcome(task, promise);
}

// @ts-ignore: decorator
@inline function awaitOutcome(task: usize, promise: usize): void {
  store<usize>(task, promise, AWAITING);
  let isPending = false;
  if (ASC_SHRINK_LEVEL > 0 || promise != resolved()) { // that is a root of the collector, and handled
    store<u8>(promise, load<u8>(promise, FLAGS) | Flag.HANDLED, FLAGS);
    barrierBoth(task, promise);
    isPending = load<u8>(promise, STATUS) == Status.PENDING;
  }
  if (isPending) wait(task, promise);
  else append(task, task);
}
