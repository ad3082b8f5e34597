// Scopes: an async block that waits for all that was started in it.
//
//                       ┌─ body, a member
//   scope ── context ───┼─ other calls that the body has started
//                       ├─ context of a task ── its calls
//                       └─ ...
//
// Once all of that has ended the context ends, and only then is the promise of the scope settled.
import { cancel } from "../core/cancel";
import { CancelledError, wasCancelledBy } from "../core/cancelled";
import { AggregateError } from "../core/combinators";
import { afterOf, Context, isContext } from "../core/context";
import { newContext, release } from "../core/context_tree";
import { STATUS, Status } from "../core/layout";
import { Promise } from "../core/promise";
import { fulfillVoid, PromiseBase, reasonOf, reject, settleLike } from "../core/settle";
import { AbortSignal } from "./abort";
import { Deadline } from "./deadline";
import { handled, newCall } from "./call";
import { reportTasks } from "./report";
import { drain } from "./shutdown";
import { startIn } from "./start";
import { Task } from "./task";

/** What the body of a scope is given: spawns the scope's tasks, and cancels it. */
export class Scope {
  /** Settled once the context has ended. */
  readonly __target: PromiseBase = newCall();
  readonly __context: Context = newContext();
  __body: PromiseBase | null = null;
  __deadline: Deadline | null = null;
  private readonly failures: Error[] = [];
  private closed: bool = false;

  /** Whether it was cancelled: by `cancel`, a failure, a deadline, or from outside. */
  get isCancelled(): bool { return this.__context.isCancelled; }

  /** How many of its tasks have not ended. */
  get pending(): i32 { return this.tasks().length; }

  /**
   * Starts a task of the scope, which waits for it. If it fails, its siblings are cancelled, and the scope is rejected
   * with its error.
   * @param f called at once
   * @param name for reports
   * Throws an `Error` if the scope has ended, or drains.
   */
  spawn<T>(f: () => Promise<T>, name: string = ""): Task<T> {
    if (this.closed || this.__context.isEnded) throw new Error("spawn: the scope takes no more tasks");
    const outer = __context;
    __context = this.__context;
    const context = newContext();
    __context = outer;
    context.name = name;
    context.owner = this;
    const ended = (context: usize): void => {
      const own = changetype<Context>(context);
      changetype<Scope>(own.owner).noteEnd(changetype<PromiseBase>(own.task));
    };
    context.atEndOfTask = ended.index;
    reportTasks();
    const task = startIn<T>(context, f);
    this.follow(task);
    release(context);
    return changetype<Task<T>>(task);
  }

  /**
   * Cancels everything in the scope: each await there is rejected with a `CancelledError` from now on. The scope itself
   * absorbs that error. Later calls do nothing.
   * @param reason message of the error
   */
  cancel(reason: string = ""): void { cancel(this.__context, reason); }

  /** Cancels the scope when a signal is aborted, or at once if it is. */
  cancelOn(signal: AbortSignal): void {
    if (signal.aborted) this.cancel(signal.reason!.message);
    else {
      signal.addEventListener("abort", () => {
        this.cancel(signal.reason!.message);
      });
    }
  }

  /**
   * Shuts the scope down gracefully: it takes no more tasks, those that it has get some time to end, and what is left is
   * then cancelled.
   * @param ms how long to wait, in milliseconds
   * @returns where each of those that were cancelled waited: `"name", function (file:line:column)`
   */
  drain(ms: f64): Promise<string[]> {
    this.closed = true;
    return drain(this, ms);
  }

  /** The contexts of its tasks that have not ended. */
  tasks(): Context[] {
    const tasks = new Array<Context>();
    for (let at = this.__context.firstChild; at; at = afterOf(at)) {
      const context = changetype<Context>(at);
      if (isContext(at) && context.owner === this) tasks.push(context);
    }
    return tasks;
  }

  /** Watches how its body or one of its tasks ends. */
  follow(call: PromiseBase): void {
    handled(call);
    if (load<u8>(changetype<usize>(call), STATUS) != Status.PENDING) this.noteEnd(call);
  }

  /** The body or a task has ended: a failure cancels the others. */
  noteEnd(call: PromiseBase): void {
    const promise = changetype<usize>(call);
    if (load<u8>(promise, STATUS) != Status.REJECTED) return;
    const reason = reasonOf(promise);
    if (reason instanceof CancelledError) return;
    this.failures.push(reason);
    cancel(this.__context, "Another task of the scope has failed");
  }

  /** Rejects the scope's promise if something failed in it, or if it was cancelled from outside; tells whether it did. */
  rejects(): bool {
    const failures = this.failures, target = changetype<usize>(this.__target), body = changetype<usize>(this.__body);
    if (failures.length == 1) reject(target, failures[0]);
    else if (failures.length) reject(target, new AggregateError(failures, failures.length.toString() + " tasks failed"));
    else if (load<u8>(body, STATUS) == Status.REJECTED && !this.absorbs()) reject(target, reasonOf(body));
    else return false;
    return true;
  }

  /** Whether the body was ended by the scope's own cancellation. */
  absorbs(): bool {
    return wasCancelledBy(changetype<usize>(this.__body), this.__context);
  }
}

/** Runs the body of a scope. `atEnd`: table index of what settles the scope's promise. */
export function runScope<T>(s: Scope, body: (s: Scope) => Promise<T>, atEnd: u32): void {
  const context = s.__context;
  context.owner = s;
  context.atEnd = atEnd;
  const ended = (context: usize): void => {
    const s = changetype<Scope>(changetype<Context>(context).owner);
    s.noteEnd(s.__body!);
  };
  context.atEndOfTask = ended.index;
  const call = startIn<T>(context, () => body(s));
  context.isTask = false;
  s.__body = call;
  s.follow(call);
  release(context);
}

/**
 * Runs an async block, and waits for all that was started in it: the tasks that it spawned, and the calls that nobody
 * awaited. If one of the tasks or the body fails, all others are cancelled, and the scope is rejected with that error; if
 * several do, with an `AggregateError`.
 * @param body given the scope
 * @returns what the body returns; if the scope was cancelled, nothing, or a rejection where there has to be a value
 * @example
 * await scope(async (s) => {
 *   s.spawn(async () => { await serve(); });
 *   s.spawn(async () => { await watch(); });
 * });
 */
export function scope<T>(body: (s: Scope) => Promise<T>): Promise<T> {
  const s = new Scope();
  const settle = (context: usize): void => {
    const s = changetype<Scope>(changetype<Context>(context).owner);
    if (s.rejects()) return;
    const target = changetype<usize>(s.__target), body = changetype<usize>(s.__body);
    if (isVoid<T>() && s.absorbs()) fulfillVoid(target);
    else settleLike(target, body);
  };
  runScope<T>(s, body, settle.index);
  return changetype<Promise<T>>(s.__target);
}
