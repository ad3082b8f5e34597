// The queue of what can go on: an intrusive list through `next`, first in, first out.
import { barrier } from "./barrier";
import "./current";
import { AWAITING, CONTEXT, NEXT, RESUME, WAITERS } from "./layout";
import { PromiseBase } from "./settle";
import { renewShare } from "./share";

/** First of the queue; a root of the collector, as is what runs. */
let head: PromiseBase | null = null;
let tail: usize = 0;
let running: PromiseBase | null = null;

/** Whether anything is ready. */
// @ts-ignore: decorator
@inline export function anyReady(): bool {
  return changetype<usize>(head) != 0;
}

let held = false;

/** Whether nothing is continued for now. Only hosts that the module has exports for can ask for it (`abi/tasks.ts`). */
// @ts-ignore: decorator
@inline export function isHeld(): bool { return isDefined(POLLEN_FUTURES) && held; }

/** Sets whether nothing is continued. Tells whether that is new. */
export function hold(isToBeHeld: bool): bool {
  const isNew = held != isToBeHeld;
  held = isToBeHeld;
  return isNew;
}

/** Appends to the ready queue what is in no list: its `next` is null. */
export function schedule(task: usize): void { append(task, task); }

/** Appends a chain to the ready queue. */
// @ts-ignore: decorator
@inline export function append(first: usize, last: usize): void {
  if (changetype<usize>(head)) {
    store<usize>(tail, first, NEXT);
    barrier(tail, first);
  } else head = changetype<PromiseBase>(first);
  tail = last;
}

/** Makes `task` wait for a pending promise, behind those that do already. Whoever calls it tells the collector. */
// @ts-ignore: decorator
@inline export function wait(task: usize, promise: usize): void {
  const last = load<usize>(promise, WAITERS);
  if (last) insert(task, last);
  else store<usize>(task, task, NEXT);
  store<usize>(promise, task, WAITERS);
}

/** Puts `task` behind the last of those that wait. */
function insert(task: usize, last: usize): void {
  const first = load<usize>(last, NEXT);
  store<usize>(task, first, NEXT);
  barrier(task, first);
  store<usize>(last, task, NEXT);
  barrier(last, task);
}

/** Makes `task` no longer wait for a promise; tells whether it did. The first in the list is found first. */
export function unwait(task: usize, promise: usize): bool {
  const last = load<usize>(promise, WAITERS);
  if (!last) return false;
  let before = last;
  while (load<usize>(before, NEXT) != task) {
    before = load<usize>(before, NEXT);
    if (before == last) return false;
  }
  const after = load<usize>(task, NEXT);
  store<usize>(task, 0, NEXT);
  if (before == task) {
    store<usize>(promise, 0, WAITERS);
    return true;
  }
  store<usize>(before, after, NEXT);
  barrier(before, after);
  if (task == last) {
    store<usize>(promise, before, WAITERS);
    barrier(promise, before);
  }
  return true;
}

/** Moves all that wait for a promise to the ready queue, in the order in which they came. */
// @ts-ignore: decorator
@inline export function wake(promise: usize): void {
  const last = load<usize>(promise, WAITERS);
  if (last) {
    const first = load<usize>(last, NEXT);
    store<usize>(last, 0, NEXT);
    store<usize>(promise, 0, WAITERS);
    append(first, last);
  }
}

/**
 * Runs what is ready, and what that makes ready.
 * @param budget how many continuations to run at most
 * @returns what is left of the budget
 */
export function runReady(budget: i32): i32 {
  const outer = running, context = __context;
  for (; budget > 0 && changetype<usize>(head) && !isHeld(); budget--) {
    const task = changetype<usize>(head);
    head = changetype<PromiseBase | null>(load<usize>(task, NEXT));
    store<usize>(task, 0, NEXT); // else one that is kept would keep all that was ever queued behind it
    running = changetype<PromiseBase>(task);
    renewShare();
    if (__has_contexts) __context = changetype<Object | null>(load<usize>(task, CONTEXT));
    call_indirect<void>(load<u32>(task, RESUME), task, load<usize>(task, AWAITING));
    // The minimal runtime does not know what is on the stack: only here nothing is.
    if (isDefined(POLLEN_COLLECT_AT_SUSPENSION) && ASC_RUNTIME == 1 && !outer) __collect();
  }
  running = outer;
  if (__has_contexts) __context = context;
  return budget;
}

// Where something can be ready, `tick` of a module without imports runs it. `__drive` is in `tick.ts`: the core knows no host.
if (isDefined(POLLEN_HOSTED)) __drive();
