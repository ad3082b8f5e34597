// Cancellation: how it reaches what waits. It is delivered at an await, and level-triggered: each further await of a
// cancelled context is rejected as well.
//
//   the await is of ...                                   when cancel() finds it   when it comes later
//   ----------------------------------------------------  -----------------------  ---------------------------
//   a promise that is settled                             its outcome              its outcome
//   a plain value, yieldNow()                             the value                rejected
//   an operation of a cancelled context                   called off               (none begins)
//   a call in this context or below it, also a scope      waits for it: cancelled itself, it ends soon; a shielded one later
//   anything else                                         no longer waits          rejected
//
// What has settled is delivered, so that nothing that was taken is lost: not a message, not a lock.
import { resolved } from "./await";
import { rejectionOf } from "./cancelled";
import { afterOf, Context } from "./context";
import { contextOf } from "./context_tree";
import { AWAITING, CONTEXT, FLAGS, Flag, STATUS, Status, WAITERS } from "./layout";
import { callOff } from "./operation";
import { schedule, unwait } from "./ready";

/** Cancels a context and all below it up to shields. The first one's reason counts. */
export function cancel(context: Context, reason: string): void {
  if (context.isCancelled || context.isEnded) return;
  context.reason = reason;
  const reached = new Array<Context>(); // first all of them: what is delivered may end some, and takes them out of the tree
  for (let at: Context | null = context; at !== null; at = nextReached(at, context)) {
    at.cancelBy(context);
    reached.push(at);
  }
  for (let n = 0; n < reached.length; n++) {
    const at = reached[n];
    for (let i = 0; i < at.memberCount; i++) {
      const member = at.memberAt(i);
      if (contextOf(load<usize>(member, CONTEXT)) === at) deliver(member); // it has not moved to another one
    }
  }
}

/** The next context that a cancellation of `top` reaches, parents first. */
function nextReached(context: Context, top: Context): Context | null {
  let at = context, next = firstOpen(at.firstChild);
  while (next === null && at !== top) {
    next = firstOpen(afterOf(changetype<usize>(at)));
    at = at.parent!;
  }
  return next;
}

/** The first of a list that a cancellation from above reaches, and has not yet. */
function firstOpen(first: usize): Context | null {
  for (let at = first; at; ) {
    const context = contextOf(at)!;
    if (!context.isShielded && !context.isCancelled) return context;
    at = afterOf(changetype<usize>(context));
  }
  return null;
}

// @ts-ignore: decorator
@inline function isPending(promise: usize): bool { return load<u8>(promise, STATUS) == Status.PENDING; }

/** Delivers a cancellation to a call, where it waits, or to an operation. */
function deliver(member: usize): void {
  if (!isPending(member)) return;
  callOff(member);
  if (!isPending(member)) return;
  let waiter = member, promise = load<usize>(waiter, AWAITING);
  // down to the innermost of the calls that are awaited on the spot
  while (promise && isPending(promise) && load<u8>(promise, FLAGS) & Flag.FRAME && load<usize>(promise, WAITERS) == waiter &&
    load<u8>(promise, FLAGS) & Flag.DIRECT) {
    waiter = promise;
    promise = load<usize>(waiter, AWAITING);
  }
  // One that runs or is ready has left the list: it goes on to its next await.
  if (!promise || !isPending(promise)) return;
  const instead = replacement(waiter, promise);
  if (instead == promise || !unwait(waiter, promise)) return;
  store<usize>(waiter, instead, AWAITING);
  __link(waiter, instead, false);
  schedule(waiter);
}

/** What a call that is cancelled waits for instead of `promise`. */
export function replacement(call: usize, promise: usize): usize {
  const context = contextOf(load<usize>(call, CONTEXT))!;
  if (!isPending(promise)) return promise == resolved() ? rejectionOf(context) : promise;
  const flags = load<u8>(promise, FLAGS);
  const other = contextOf(load<usize>(promise, CONTEXT));
  if (other !== null) {
    if (flags & Flag.OPERATION && other.isCancelled) {
      callOff(promise);
      return promise;
    }
    if (flags & (Flag.FRAME | Flag.COUNTED) && other.isWithin(context)) return promise;
  }
  return rejectionOf(context);
}
