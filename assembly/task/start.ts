// How tasks start: each in a context of its own, which is the current one from the first line of its call on.
//
//   spawn(f(x))        the compiler calls a version of `f` whose frame is that of a lean task (`__task_frame`); where `f` has no
//                      frame, `__start_task` right before it, and gives its promise to `__started`
//   spawn(promise)     a call of the current context moves to a new one; for anything else a call in a new one waits
//   spawn(() => ...)   is called in a new one
import { Context, isContext } from "../core/context";
import { contextOf, count, currentContext, hold, isLean, newContext, openContext, release } from "../core/context_tree";
import { AWAITING, CONTEXT, FLAGS, Flag, STATUS, Status, WAITERS } from "../core/layout";
import { newPromise } from "../core/frame";
import { isOperation } from "../core/operation";
import { Promise } from "../core/promise";
import { PromiseBase, reject } from "../core/settle";

/** Enters a context for the call that follows. */
// @ts-ignore: decorator
@global export function __start_task(): void { __context = openContext(); }

/** A call has returned its promise, or null if it has thrown instead; whoever started it leaves the context. */
// @ts-ignore: decorator
@global export function __started(promise: PromiseBase): PromiseBase {
  const context = changetype<Context>(__context), call = changetype<usize>(promise);
  if (call && load<usize>(call, CONTEXT) == changetype<usize>(context) && isPending(call)) context.task = promise;
  else release(context);
  return promise;
}

// @ts-ignore: decorator
@inline function isPending(promise: usize): bool { return load<u8>(promise, STATUS) == Status.PENDING; }

/** The context that was made for a call, if one was. */
export function ownContext(promise: PromiseBase): Context | null {
  const call = changetype<usize>(promise), home = load<usize>(call, CONTEXT);
  if (home == call) return isPending(call) ? contextOf(home) : null;
  const context = changetype<Context>(home);
  return home && isContext(home) && context.task === promise ? context : null;
}

/** Whether a promise is a task already. */
export function isTask(promise: PromiseBase): bool {
  if (isLean(changetype<usize>(promise))) return true;
  const own = ownContext(promise);
  return own !== null && own.isTask;
}

/** A task for a pending promise that is none yet: that promise, or one that follows it. */
export function toTask<T>(promise: Promise<T>): Promise<T> {
  const call = changetype<usize>(promise), own = ownContext(promise);
  let context: Context;
  if (own !== null && !own.isTask) context = own;
  else {
    const flags = load<u8>(call, FLAGS), old = contextOf(load<usize>(call, CONTEXT));
    const isMovable = own === null && flags & Flag.FRAME && !(flags & Flag.FOLLOWING) && old === currentContext();
    context = newContext();
    if (isMovable) move(call, old, context);
  }
  const task = take<T>(context, promise);
  release(context);
  return task;
}

/** Calls a function in a context that was made for it, as its task. One that is settled at once is none. */
export function startIn<T>(context: Context, f: () => Promise<T>): Promise<T> {
  const outer = __context;
  let promise: Promise<T>;
  __context = context;
  try {
    promise = f();
  } catch (e) {
    promise = Promise.reject<T>(e);
  }
  __context = outer;
  return take<T>(context, promise);
}

/** Moves a call that waits, with those that it awaits on the spot. */
function move(call: usize, old: Context | null, context: Context): void {
  count(context, call);
  if (old !== null) release(old);
  for (let waiter = call; !isOperation(waiter); ) {
    const promise = load<usize>(waiter, AWAITING);
    if (!promise || !(load<u8>(promise, FLAGS) & Flag.DIRECT) || load<usize>(promise, WAITERS) != waiter) return;
    store<usize>(promise, changetype<usize>(context), CONTEXT);
    __link(promise, changetype<usize>(context), false);
    waiter = promise;
  }
}

/**
 * Makes a promise the task of a context, unless it is settled.
 * @returns that promise, or a call in the context that follows it
 */
function take<T>(context: Context, promise: Promise<T>): Promise<T> {
  const call = changetype<usize>(promise);
  let task = promise;
  if (isPending(call)) {
    const flags = load<u8>(call, FLAGS), isOwn = load<usize>(call, CONTEXT) == changetype<usize>(context);
    if (!isOwn || !(flags & (Flag.OPERATION | Flag.COUNTED))) {
      const outer = __context;
      __context = context;
      task = follow<T>(promise);
      __context = outer;
    } else if (!(flags & Flag.COUNTED)) hold(context, call);
    context.task = task;
    context.isTask = true;
  }
  return task;
}

async function follow<T>(promise: Promise<T>): Promise<T> {
  if (isVoid<T>()) await promise;
  else return await promise;
}
