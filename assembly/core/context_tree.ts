// The tree of contexts: how they begin and end.
import { barrier } from "./barrier";
import { replacement } from "./cancel";
import { rejectionOf } from "./cancelled";
import { Context, isContext, LINKS, parentOf, setParent } from "./context";
import { count as countBegun, Counted } from "./count";
import "./current";
import { newFrame } from "./frame";
import { CONTEXT, FLAGS, Flag, STATUS, Status } from "./layout";
import { callOff } from "./operation";

/** What holds the contexts that are in no other. */
// @ts-ignore: decorator
@lazy const roots = new Context();

/** The first of the nodes that are in no other, or 0. */
export function firstRoot(): usize { return roots.firstChild; }

/** Whether a promise is that of a task which has needed no context. */
// @ts-ignore: decorator
@inline export function isLean(promise: usize): bool { return load<usize>(promise, CONTEXT) == promise; }

/** The node of the tree that something was made in, by its field: not the frame of a task that has a context by now. */
export function nodeOf(home: usize): usize {
  return !home || isContext(home) ? home : load<usize>(home, CONTEXT);
}

/** The context that something was made in, by its field; a lean task gets one now. */
export function contextOf(home: usize): Context | null {
  const node = nodeOf(home);
  if (!node || isContext(node)) return changetype<Context | null>(node);
  return load<u8>(node, STATUS) == Status.PENDING ? newContextOf(node) : parentOf(node);
}

/** The context of what runs; one that has ended is replaced by the one around it. */
export function currentContext(): Context | null {
  let context = contextOf(changetype<usize>(__context));
  while (context !== null && context.isEnded) context = context.parent;
  return context;
}

/** Makes a context in the current one, which `release` ends. It has to be entered by assigning it to `__context`. */
export function newContext(): Context {
  const context = openContext();
  link(context);
  return context;
}

/** The same, but it gets its place in the tree when something begins in it. */
export function openContext(): Context {
  meet();
  const context = new Context(), parent = currentContext();
  place(context, parent);
  if (parent !== null && parent.isCancelled) context.cancelBy(parent.source!);
  return context;
}

/** Puts a context into another, whose task locals it has. */
function place(context: Context, parent: Context | null): void {
  context.parent = parent;
  if (parent === null) return;
  const locals = parent.locals;
  if (locals !== null) context.locals = locals;
}

function meet(): void { __meet_contexts(begin.index, end.index, replacement.index, rejectionHere.index); }

/** Puts a context into the tree, with those that it is in. */
function link(context: Context): void {
  for (let at: Context | null = context; at !== null && !at.isLinked; at = at.parent) {
    at.isLinked = true;
    add(at.parent, changetype<usize>(at));
  }
}

/** Puts a node into a context, which it holds. */
function add(parent: Context | null, node: usize): void {
  if (parent !== null) parent.holds++;
  (parent === null ? roots : parent).append(node);
}

/**
 * Allocates the frame of a lean task, and makes it the current context; the parameters are those of `__frame`. It stands in
 * the place of that in the function that `spawn(f(x))` calls (see src/compiler/lower/starts.ts).
 */
// @ts-ignore: decorator
@global export function __task_frame(size: usize, resume: u32, slots: u32): usize {
  meet();
  const parent = currentContext();
  if (parent !== null) link(parent);
  const frame = newFrame(size + LINKS, resume, slots, Flag.FRAME | Flag.COUNTED);
  countBegun(Counted.CALL, 1);
  setParent(frame, parent);
  store<usize>(frame, frame, CONTEXT);
  add(parent, frame);
  __context = changetype<Object>(frame);
  if (parent !== null && parent.isCancelled) newContextOf(frame).cancelBy(parent.source!);
  return frame;
}

/** Makes the context of a lean task, which takes the place of its frame. */
function newContextOf(frame: usize): Context {
  const context = new Context(), parent = parentOf(frame);
  context.task = changetype<Object>(frame);
  context.isTask = true;
  context.isLinked = true;
  context.addMember(frame);
  place(context, parent);
  (parent === null ? roots : parent).replace(frame, changetype<usize>(context));
  store<usize>(frame, changetype<usize>(context), CONTEXT);
  barrier(frame, changetype<usize>(context));
  return context;
}

/** Takes a context out of the one that it is in: from now on that neither waits for it nor cancels it. */
export function moveToRoots(context: Context): void {
  const parent = context.parent;
  if (parent === null || context.isEnded) return;
  parent.remove(changetype<usize>(context));
  context.parent = null;
  roots.append(changetype<usize>(context));
  release(parent);
}

/** Lets go of a context: who made it no longer holds it, or one of its calls has ended. The last one ends it. */
export function release(context: Context): void {
  for (let at: Context | null = context; at !== null && --at.holds == 0; ) {
    const ended = at;
    ended.isEnded = true;
    at = ended.parent;
    if (ended.isLinked) (at === null ? roots : at).remove(changetype<usize>(ended));
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
  const begun = changetype<Object>(promise); // nothing else may hold it yet, and a lean task gets a context now
  const context = currentContext();
  if (context === null) return;
  const flags = load<u8>(promise, FLAGS);
  link(context);
  if (flags & (Flag.OPERATION | Flag.RUNNING)) context.addMember(changetype<usize>(begun));
  else if (flags & Flag.FRAME) count(context, promise);
  else hold(context, promise);
}

/** Makes a pending promise keep a context from ending. */
export function hold(context: Context, promise: usize): void {
  store<usize>(promise, changetype<usize>(context), CONTEXT);
  barrier(promise, changetype<usize>(context));
  store<u8>(promise, load<u8>(promise, FLAGS) | Flag.COUNTED, FLAGS);
  link(context);
  context.holds++;
}

/** Makes a pending promise a member of a context that keeps it from ending. */
export function count(context: Context, promise: usize): void {
  hold(context, promise);
  context.addMember(promise);
}

/** A call that is a member has ended, or a lean task. */
function end(call: usize): void {
  const ended = changetype<Object>(call); // nothing else may hold it any more
  if (isLean(call)) {
    const parent = parentOf(call);
    (parent === null ? roots : parent).remove(call);
    if (parent !== null) release(parent);
    return;
  }
  const context = changetype<Context>(load<usize>(call, CONTEXT));
  if (context.atEndOfTask && changetype<usize>(context.task) == call) {
    call_indirect<void>(context.atEndOfTask, changetype<usize>(context));
  }
  release(context);
}

/** The promise that the awaits of what runs are given, which is cancelled. */
function rejectionHere(): usize { return rejectionOf(contextOf(changetype<usize>(__context))!); }
