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
import { STATUS, Status } from "./layout";

/** Length at which a list of members is first searched for those that have ended. */
// @ts-ignore: decorator
@inline const DROP_AT: i32 = 16;

/** What few contexts need. */
class Details {
  atEndOfTask: u32 = 0;
  atEnd: u32 = 0;
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
  /** The one whose cancellation reached it: itself or one above; null while there is none. */
  source: Context | null = null;
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
  /** How many promises were made in it. */
  uses: i32 = 0;
  /** The call that it was made for. */
  task: Object | null = null;
  /** Values of task locals. */
  locals: Object | null = null;
  /** The one that was current before the call that it was made for: while the first part of that runs. */
  outer: Context | null = null;
  private more: Details | null = null;

  /** The children are a list in both directions; the first one's `before` is the last one. */
  firstChild: Context | null = null;
  after: Context | null = null;
  private before: Context | null = null;

  /** Its calls and operations in the order in which they began, some that have ended among them: the first of them. */
  private member: Object | null = null;

  constructor(
    /** The one that it is in; null: none. */
    public parent: Context | null,
  ) {}

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

  get isCancelled(): bool { return this.source !== null; }

  /** Whether it is `other`, or in it, however deep. */
  isWithin(other: Context): bool {
    let at: Context | null = this;
    while (at !== null) {
      if (at === other) return true;
      at = at.parent;
    }
    return false;
  }

  /** Appends a child. */
  append(child: Context): void {
    const first = this.firstChild;
    if (first === null) {
      child.before = child;
      this.firstChild = child;
      return;
    }
    const last = first.before!;
    last.after = child;
    child.before = last;
    first.before = child;
  }

  /** Takes a child out. */
  remove(child: Context): void {
    const first = this.firstChild!, before = child.before!, after = child.after;
    if (child === first) this.firstChild = after;
    else before.after = after;
    if (after !== null) after.before = before;
    else if (child !== first) first.before = before;
    child.before = child.after = null;
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
