// The tree of contexts: how they begin and end.
import { replacement } from "./cancel";
import { rejectionOf } from "./cancelled";
import { Context } from "./context";
import { meetContexts } from "./current";
import { CONTEXT, FLAGS, Flag } from "./layout";
import { callOff } from "./operation";

/** What holds the contexts that are in no other. */
// @ts-ignore: decorator
@lazy const roots = new Context(null);

/** The context of what runs; one that has ended is replaced by the one around it. */
function currentContext(): Context | null {
  let context = __context;
  while (context !== null && context.isEnded) context = context.parent;
  return context;
}

/** Makes a context in the current one, which `release` ends. It has to be entered by assigning it to `__context`. */
export function newContext(isShielded: bool = false): Context {
  meetContexts(begin.index, end.index, replacement.index, rejectionOf.index);
  const parent = currentContext();
  const context = new Context(parent);
  context.isShielded = isShielded;
  if (parent === null) roots.append(context);
  else {
    parent.holds++;
    parent.append(context);
    if (!isShielded) context.source = parent.source;
  }
  return context;
}

/** Lets go of a context: who made it no longer holds it, or one of its calls has ended. The last one ends it. */
export function release(context: Context): void {
  for (let at: Context | null = context; at !== null && --at.holds == 0; ) {
    const ended = at;
    ended.isEnded = true;
    for (let i = 0, n = ended.memberCount; i < n; i++) callOff(ended.memberAt(i));
    ended.dropMembers();
    at = ended.parent;
    (at === null ? roots : at).remove(ended);
    if (ended.atEnd) call_indirect<void>(ended.atEnd, changetype<usize>(ended));
  }
}

/** A call or an operation begins: it becomes a member of the current context. */
function begin(promise: usize): void {
  const context = currentContext();
  if (context === null) return;
  store<usize>(promise, changetype<usize>(context), CONTEXT);
  __link(promise, changetype<usize>(context), false);
  const flags = load<u8>(promise, FLAGS);
  if (!(flags & Flag.OPERATION)) {
    store<u8>(promise, flags | Flag.COUNTED, FLAGS);
    context.holds++;
  }
  context.addMember(promise);
}

/** A call that is a member has ended. */
function end(call: usize): void {
  release(changetype<Context>(load<usize>(call, CONTEXT)));
}
