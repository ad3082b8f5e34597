// Contexts: what scopes and tasks are made of. A context is a node of a tree. What is called while it is the current one
// belongs to it; it ends when its calls and its children have ended.
//
//                  ┌──────┐ ① cancel()   ┌───────────┐
//   newContext() ─▶│ OPEN │─────────────▶│ CANCELLED │   each await of its calls is rejected (`cancel.ts`)
//                  └──────┘              └───────────┘
//                     │ ② the last hold is released │
//                     │         ┌───────┐           │
//                     └────────▶│ ENDED │◀──────────┘   operations that it leaves behind are called off
//                               └───────┘
//   ① of it, or of one above it without a shield in between
//   ② whoever made it, each of its calls and each child holds it
//
// Where no scope and no task is around, the current context is null, and nothing is registered anywhere.
//
// A task needs none either before it is cancelled, named, or asked for a TaskLocal, or something other than calls that it awaits
// on the spot begins in it: until then its frame takes the place of the context in the tree, and as the current one.
// Such a task is called lean. Both kinds of nodes have their links at their ends:
//
//    0        1                                        -12        -8         -4         end of the object
//   ┌────────┬─────────┬───────────────────┬──────────┬──────────┬──────────┬──────────┐
//   │ kind,  │ flags   │ fields of a       │ ...      │ parent   │ after    │ before   │
//   │ status │ u8      │ context, or frame │          │ managed  │ managed  │ ptr      │
//   └────────┴─────────┴───────────────────┴──────────┴──────────┴──────────┴──────────┘
//   kind      `CONTEXT_KIND`; of a frame its status
//   flags     `Flag.CANCELLED`
//   after     the next of the same parent; the first one's `before` is the last one
import { OBJECT, TOTAL_OVERHEAD } from "rt/common";
import { barrier } from "./barrier";
import { FLAGS, Flag, STATUS, Status } from "./layout";

/** The first byte of a context. */
// @ts-ignore: decorator
@inline const CONTEXT_KIND: u8 = 3;
/** Size of the links. */
// @ts-ignore: decorator
@inline export const LINKS: usize = 12;
// @ts-ignore: decorator
@inline const AFTER: usize = 4;
// @ts-ignore: decorator
@inline const BEFORE: usize = 8;
/** Length at which a list of members is first searched for those that have ended. */
// @ts-ignore: decorator
@inline const DROP_AT: i32 = 16;

/** Whether something that is not null is a context. */
// @ts-ignore: decorator
@inline export function isContext(node: usize): bool { return load<u8>(node) == CONTEXT_KIND; }

// @ts-ignore: decorator
@inline function linksOf(node: usize): usize { return node + changetype<OBJECT>(node - TOTAL_OVERHEAD).rtSize - LINKS; }

/** The context that a node is in; null: none. */
export function parentOf(node: usize): Context | null { return load<Context | null>(linksOf(node)); }

/** The next node with the same parent. */
export function afterOf(node: usize): usize { return load<usize>(linksOf(node), AFTER); }

/** Puts a new frame in a context. */
export function setParent(frame: usize, parent: Context | null): void {
  const links = linksOf(frame);
  store<Context | null>(links, parent);
  store<usize>(links, 0, AFTER);
  store<usize>(links, 0, BEFORE);
  if (parent !== null) barrier(frame, changetype<usize>(parent));
}

function setAfter(node: usize, after: usize): void {
  store<usize>(linksOf(node), after, AFTER);
  if (after) barrier(node, after);
}

// @ts-ignore: decorator
@inline function beforeOf(node: usize): usize { return load<usize>(linksOf(node), BEFORE); }
// @ts-ignore: decorator
@inline function setBefore(node: usize, before: usize): void { store<usize>(linksOf(node), before, BEFORE); }

/** What few contexts need. */
class Details {
  atEndOfTask: u32 = 0;
  atEnd: u32 = 0;
  source: Context | null = null;
  locals: Object | null = null;
  owner: Object | null = null;
  name: string = "";
  reason: string = "";
  rejection: Object | null = null;
  /** Its members but for the first. */
  members: Object[] | null = null;
  /** Length of that list at which those that have ended are dropped. */
  dropAt: i32 = DROP_AT;
}

export class Context {
  private readonly kind: u8 = CONTEXT_KIND;
  private flags: u8 = 0;
  /** Whether the cancellation of those above stops at it. */
  isShielded: bool = false;
  isEnded: bool = false;
  /** Whether it is in the tree: from its first use on. */
  isLinked: bool = false;
  /** Whether the program ends without waiting for its task, and without a word. */
  isDetached: bool = false;
  /** Whether its call is known as a task. */
  isTask: bool = false;
  /** How many hold it. */
  holds: i32 = 1;
  /** The call that it was made for. */
  task: Object | null = null;
  private more: Details | null = null;
  /** Its calls and operations in the order in which they began, some that have ended among them: the first of them. */
  private member: Object | null = null;
  /** The first of the nodes in it. */
  private first: Object | null = null;

  // The links: nothing follows them.
  /** The one that it is in; null: none. */
  parent: Context | null = null;
  private after: Object | null = null;
  private before: usize = 0;

  private get details(): Details {
    let more = this.more;
    if (more === null) this.more = more = new Details();
    return more;
  }

  /** Table index of `(context: usize) => void`, called when its task has ended; 0: nothing. */
  get atEndOfTask(): u32 {
    const more = this.more;
    return more !== null ? more.atEndOfTask : 0;
  }
  set atEndOfTask(index: u32) { this.details.atEndOfTask = index; }

  /** Table index of `(context: usize) => void`, called at its end; 0: nothing. */
  get atEnd(): u32 {
    const more = this.more;
    return more !== null ? more.atEnd : 0;
  }
  set atEnd(index: u32) { this.details.atEnd = index; }

  /** Values of task locals. */
  get locals(): Object | null {
    const more = this.more;
    return more !== null ? more.locals : null;
  }
  set locals(locals: Object | null) { this.details.locals = locals; }

  /** For whoever made it. */
  get owner(): Object | null {
    const more = this.more;
    return more !== null ? more.owner : null;
  }
  set owner(owner: Object | null) { this.details.owner = owner; }

  get name(): string {
    const more = this.more;
    return more !== null ? more.name : "";
  }
  set name(name: string) { this.details.name = name; }

  /** Why it was cancelled. */
  get reason(): string {
    const more = this.more;
    return more !== null ? more.reason : "";
  }
  set reason(reason: string) { this.details.reason = reason; }

  /** Rejected with the `CancelledError` of its own cancellation, once that was needed. */
  get rejection(): Object | null {
    const more = this.more;
    return more !== null ? more.rejection : null;
  }
  set rejection(rejection: Object | null) { this.details.rejection = rejection; }

  get isCancelled(): bool { return (this.flags & Flag.CANCELLED) != 0; }

  /** The one whose cancellation reached it: itself or one above; null while there is none. */
  get source(): Context | null {
    const more = this.more;
    return more !== null ? more.source : null;
  }

  /** A cancellation reaches it. */
  cancelBy(source: Context): void {
    this.details.source = source;
    this.flags = <u8>Flag.CANCELLED;
    const task = changetype<usize>(this.task), flags = task ? load<u8>(task, FLAGS) : 0;
    if (flags & Flag.FRAME) store<u8>(task, flags | Flag.CANCELLED, FLAGS); // what began in it when it was lean looks there
  }

  /** Takes it out of the reach of what is above. */
  shield(): void {
    const more = this.more;
    this.isShielded = true;
    this.flags = 0;
    if (more !== null) more.source = null;
  }

  /** Whether it is `other`, or in it, however deep. */
  isWithin(other: Context): bool {
    let at: Context | null = this;
    while (at !== null) {
      if (at === other) return true;
      at = at.parent;
    }
    return false;
  }

  /** The first of the nodes in it, or 0. */
  get firstChild(): usize { return changetype<usize>(this.first); }

  /** Appends a node. */
  append(child: usize): void {
    const first = this.firstChild;
    if (!first) {
      setBefore(child, child);
      this.first = changetype<Object>(child);
      return;
    }
    const last = beforeOf(first);
    setAfter(last, child);
    setBefore(child, last);
    setBefore(first, child);
  }

  /** Takes a node out. */
  remove(child: usize): void {
    const first = this.firstChild, before = beforeOf(child), after = afterOf(child);
    if (child == first) this.first = changetype<Object | null>(after);
    else setAfter(before, after);
    if (after) setBefore(after, before);
    else if (child != first) setBefore(first, before);
    setAfter(child, 0);
  }

  /** Puts a node into the place of another. */
  replace(child: usize, by: usize): void {
    const first = this.firstChild, before = beforeOf(child), after = afterOf(child);
    setAfter(by, after);
    setBefore(by, before == child ? by : before);
    if (child == first) this.first = changetype<Object>(by);
    else setAfter(before, by);
    if (after) setBefore(after, by);
    else if (child != first) setBefore(first, by);
    setAfter(child, 0);
  }

  /** Adds a call or an operation. */
  addMember(promise: usize): void {
    const member = changetype<Object>(promise);
    if (this.member === null) {
      this.member = member;
      return;
    }
    const details = this.details;
    let members = details.members;
    if (members === null) details.members = members = [];
    else if (members.length >= details.dropAt) {
      dropSettled(members);
      details.dropAt = max(DROP_AT, 2 * members.length);
    }
    members.push(member);
  }

  /** Number of members, those that have ended and are still listed included. */
  get memberCount(): i32 {
    if (this.member === null) return 0;
    const more = this.more, members = more !== null ? more.members : null;
    return members !== null ? 1 + members.length : 1;
  }

  memberAt(i: i32): usize {
    return i ? changetype<usize>(this.more!.members![i - 1]) : changetype<usize>(this.member);
  }

  /** Forgets its members: it has ended. */
  dropMembers(): void {
    this.member = null;
    const more = this.more;
    if (more !== null) more.members = null;
  }
}

function dropSettled(members: Object[]): void {
  let kept = 0;
  for (let i = 0, n = members.length; i < n; i++) {
    const member = members[i];
    if (load<u8>(changetype<usize>(member), STATUS) == Status.PENDING) members[kept++] = member;
  }
  members.length = kept;
}
