// Following another promise: what ECMAScript does when a promise is resolved with a promise
// (NewPromiseResolveThenableJob, ECMA-262 27.2.2.2): one job that attaches, then one that takes over the outcome.
import { barrier } from "./barrier";
import { atAwait } from "./current";
import { AWAITING, FLAGS, Flag, RESUME, STATUS, Status } from "./layout";
import { isCancelled } from "./operation";
import { schedule, wait } from "./ready";
import { reject, settleLike } from "./settle";

const takeOverJob = (promise: usize, other: usize): void => settleLike(promise, other);

const attachJob = (promise: usize, other: usize): void => {
  store<u32>(promise, takeOverJob.index, RESUME);
  if (isCancelled() && load<u8>(promise, FLAGS) & Flag.FRAME) {
    other = atAwait(promise, other);
    store<usize>(promise, other, AWAITING);
    barrier(promise, other);
  }
  waitOrSchedule(promise, other);
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

/** Queues `task` behind a promise: for the turn after it settles, or the next one if it has. */
function waitOrSchedule(task: usize, promise: usize): void {
  if (load<u8>(promise, STATUS) == Status.PENDING) wait(task, promise);
  else schedule(task);
}

/** Makes `task` be continued, at its `resume`, once a promise has settled. */
export function attach(task: usize, promise: usize): void {
  store<u8>(promise, load<u8>(promise, FLAGS) | Flag.HANDLED, FLAGS);
  store<usize>(task, promise, AWAITING);
  barrier(task, promise);
  waitOrSchedule(task, promise);
}
