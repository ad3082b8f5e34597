// The C ABI (include/pollen.h): what the runtime module exports to a module of another language. It works on that one's memory,
// above what that has put there, and calls back by `pollen_call`. The executor, the timers and the reactor are those of every
// program. See docs/c-abi.md.
import { STATUS, Status } from "../core/layout";
import { nanoseconds } from "../core/sleep";
import { getNow, startTimer, stopTimer } from "../core/timers";
import { fulfillVoid } from "../core/settle";
import { now as clock } from "../reactor/reactor";
import { runUntil } from "../run";
import { Scope } from "./c/scope";
import { awaitAfter, awaitIo, currentTask, endTask, hasFailed, isDone, newTask, releaseHandle, scopeOf, wake } from "./c/task";
import { ErrorCode } from "./error_code";
import { entryCount, entryNumbered, entryOf, FLAGS, freeEntry, FutureFlag, keepReference, newEntry, PROMISE, VALUE } from "./future_table";

/** How many loops run, one within the other. */
let depth = 0;

/** Runs everything until a promise has settled; false if nothing is left that could settle it. */
function runToEnd(promise: usize): bool {
  __pin(promise);
  const hasSettled = runUntil(promise, depth++ == 0);
  depth--;
  __unpin(promise);
  return hasSettled;
}

/** A scope by its handle, or null. */
function scopeBy(handle: i32): Scope | null {
  const entry = entryOf(handle);
  return entry && load<u8>(entry, FLAGS) & FutureFlag.SCOPE ? changetype<Scope>(load<usize>(entry, PROMISE)) : null;
}

/** The entry of a task by its waker, or 0. */
function entryBy(waker: i32): usize {
  const entry = entryOf(waker);
  return entry && load<u8>(entry, FLAGS) & FutureFlag.TASK ? entry : 0;
}

function addScope(scope: Scope): i32 {
  const entry = newEntry(FutureFlag.SCOPE);
  if (!entry) return ErrorCode.FULL;
  keepReference(entry, changetype<usize>(scope), PROMISE);
  return load<i32>(entry);
}

export function runtime_create(): i32 { return addScope(new Scope(null)); }

export function cancel_token(handle: i32): i32 {
  const scope = scopeBy(handle);
  return scope === null ? ErrorCode.BAD_ID : addScope(new Scope(scope));
}

/** Calls a function for each task of a scope, with those below. */
function forTasksOf(scope: Scope, call: (task: usize) => void): void {
  for (let number: u32 = 1; number < entryCount(); number++) {
    const entry = entryNumbered(number), task = load<usize>(entry, PROMISE);
    if (load<u8>(entry, FLAGS) & FutureFlag.TASK && !isDone(task) && scopeOf(task).isWithin(scope)) call(task);
  }
}

export function runtime_destroy(handle: i32): i32 {
  const scope = scopeBy(handle);
  if (scope === null) return ErrorCode.BAD_ID;
  const dropped = scope.count;
  freeEntry(entryOf(handle));
  forTasksOf(scope, endTask);
  return dropped;
}

/** Starts a task: its handle, or an error. */
function start(handle: i32, state: usize, poll: usize): i32 {
  const scope = scopeBy(handle);
  if (scope === null) return ErrorCode.BAD_ID;
  const entry = newEntry(FutureFlag.TASK);
  if (!entry) return ErrorCode.FULL;
  const id = load<i32>(entry);
  keepReference(entry, newTask(scope, state, poll, id), PROMISE);
  store<u32>(entry, 1, VALUE);
  return id;
}

export function spawn(handle: i32, state: usize, poll: usize): i32 {
  return min(start(handle, state, poll), 0);
}

export function block_on(handle: i32, state: usize, poll: usize): i32 {
  const id = start(handle, state, poll);
  if (id < 0) return id;
  const task = load<usize>(entryOf(id), PROMISE);
  if (!runToEnd(task)) return ErrorCode.STUCK;
  return hasFailed(task) ? ErrorCode.BAD_STATUS : 0;
}

export function run(handle: i32): i32 {
  const scope = scopeBy(handle);
  if (scope === null) return ErrorCode.BAD_ID;
  return !scope.count || runToEnd(scope.whenEmpty()) ? 0 : ErrorCode.STUCK;
}

export function shutdown(handle: i32, ms: f64): i32 {
  const scope = scopeBy(handle);
  if (scope === null) return ErrorCode.BAD_ID;
  cancel(handle);
  if (scope.count) {
    const end = scope.whenEmpty(), timer = __pin(startTimer(nanoseconds(ms), giveUp.index, end));
    __pin(changetype<usize>(scope)); // a task may destroy it
    runToEnd(end);
    stopTimer(timer);
    __unpin(timer);
    __unpin(changetype<usize>(scope));
  }
  return scope.count;
}

const giveUp = (_: usize, end: usize): void => {
  if (load<u8>(end, STATUS) == Status.PENDING) fulfillVoid(end);
};

export function waker_wake(waker: i32): i32 {
  const entry = entryBy(waker);
  return entry ? <i32>wake(load<usize>(entry, PROMISE)) : ErrorCode.BAD_ID;
}

export function waker_clone(waker: i32): i32 {
  const entry = entryBy(waker);
  if (!entry) return ErrorCode.BAD_ID;
  store<u32>(entry, load<u32>(entry, VALUE) + 1, VALUE);
  return waker;
}

export function waker_drop(waker: i32): i32 {
  const entry = entryBy(waker);
  if (!entry) return ErrorCode.BAD_ID;
  const isLast = load<u32>(entry, VALUE) == 1 && !isDone(load<usize>(entry, PROMISE));
  if (isLast) return ErrorCode.BAD_ID; // what is left is the task's own
  releaseHandle(waker);
  return 0;
}

export function await_after(ms: f64): i32 {
  if (!currentTask()) return ErrorCode.NO_TASK;
  awaitAfter(nanoseconds(ms));
  return 0;
}

export function await_io(fd: i32, events: i32): i32 {
  if (!currentTask()) return ErrorCode.NO_TASK;
  if (events < 1 || events > 3) return ErrorCode.BAD_EVENT;
  awaitIo(fd, events);
  return 0;
}

export function cancel(handle: i32): i32 {
  const scope = scopeBy(handle);
  if (scope === null) return ErrorCode.BAD_ID;
  if (scope.isCancelled) return 0;
  scope.isCancelled = true;
  forTasksOf(scope, (task) => { wake(task); });
  return 0;
}

export function cancel_requested(): i32 {
  return currentTask() ? <i32>scopeOf(currentTask()).isToEnd : ErrorCode.NO_TASK;
}

export function now(): f64 { return <f64>(depth ? getNow() : clock()) / 1e6; }
