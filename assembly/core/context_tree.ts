// The tree of contexts: how they begin and end.
import { barrier } from "./barrier";
import { replacement } from "./cancel";
import { rejectionOf } from "./cancelled";
import { Context } from "./context";
import { meetContexts } from "./current";
import { CONTEXT, FLAGS, Flag } from "./layout";
import { callOff } from "./operation";

/** What holds the contexts that are in no other. */
// @ts-ignore: decorator
@lazy const roots = new Context(null);

/** The first of the contexts that are in no other. */
export function firstRoot(): Context | null { return roots.firstChild; }

/** The context of what runs; one that has ended is replaced by the one around it. */
export function currentContext(): Context | null {
  let context = __context;
  while (context !== null && context.isEnded) context = context.parent;
  return context;
}

/** Makes a context in the current one, which `release` ends. It has to be entered by assigning it to `__context`. */
export function newContext(): Context {
  return link(placed(new Context(null)));
}

/** Gives a context that is not in the tree, and has never been, its place there. */
export function placed(context: Context): Context {
  meetContexts(begin.index, end.index, replacement.index, rejectionOf.index);
  const parent = currentContext();
  context.parent = parent;
  if (parent === null) {
    context.source = null;
    context.locals = null;
  } else {
    context.source = parent.source;
    context.locals = parent.locals;
  }
  return context;
}

/** Puts a context into the tree, with those that it is in. */
function link(context: Context): Context {
  for (let at: Context | null = context; at !== null && !at.isLinked; at = at.parent) {
    const parent = at.parent;
    at.isLinked = true;
    if (parent !== null) parent.holds++;
    (parent === null ? roots : parent).append(at);
  }
  return context;
}

/** Takes a context out of the one that it is in: from now on that neither waits for it nor cancels it. */
export function moveToRoots(context: Context): void {
  const parent = context.parent;
  if (parent === null || context.isEnded) return;
  parent.remove(context);
  context.parent = null;
  roots.append(context);
  release(parent);
}

/** Lets go of a context: who made it no longer holds it, or one of its calls has ended. The last one ends it. */
export function release(context: Context): void {
  for (let at: Context | null = context; at !== null && --at.holds == 0; ) {
    const ended = at;
    ended.isEnded = true;
    at = ended.parent;
    if (ended.isLinked) (at === null ? roots : at).remove(ended);
    else at = null;
    if (ended.atEnd) call_indirect<void>(ended.atEnd, changetype<usize>(ended));
    for (let i = 0, n = ended.memberCount; i < n; i++) callOff(ended.memberAt(i));
    ended.dropMembers();
  }
}

/**
 * Something begins in the current context. Calls and operations are its members, and so are generators that run in it;
 * calls, and promises that stand for something like a call, keep it from ending.
 */
function begin(promise: usize): void {
  const context = currentContext();
  if (context === null) return;
  const flags = load<u8>(promise, FLAGS);
  if (flags & (Flag.OPERATION | Flag.RUNNING)) link(context).addMember(promise);
  else if (flags & Flag.FRAME) count(context, promise);
  else hold(context, promise);
}

/** Makes a pending promise keep a context from ending. */
export function hold(context: Context, promise: usize): void {
  store<usize>(promise, changetype<usize>(context), CONTEXT);
  barrier(promise, changetype<usize>(context));
  store<u8>(promise, load<u8>(promise, FLAGS) | Flag.COUNTED, FLAGS);
  link(context).holds++;
}

/** Makes a pending promise a member of a context that keeps it from ending. */
export function count(context: Context, promise: usize): void {
  hold(context, promise);
  context.addMember(promise);
}

/** A call that is a member has ended. */
function end(call: usize): void {
  const context = changetype<Context>(load<usize>(call, CONTEXT));
  if (context.atEndOfTask && changetype<usize>(context.task) == call) {
    call_indirect<void>(context.atEndOfTask, changetype<usize>(context));
  }
  release(context);
}
