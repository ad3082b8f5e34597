import { cancel } from "../core/cancel";
import { Context } from "../core/context";
import { contextOf, moveToRoots, newContext, release } from "../core/context_tree";
import { CONTEXT, STATUS, Status } from "../core/layout";
import { Promise } from "../core/promise";
import { PromiseBase } from "../core/settle";
import { reportTasks } from "./report";
import { isTask, ownContext, startIn, toTask } from "./start";

/** A call that goes on beside whoever started it. It is a promise: awaiting it waits for its end. */
export class Task<T> extends Promise<T> {
  /** The name that `spawn` was given; may be empty. */
  get name(): string {
    const context = ownContext(this);
    return context === null ? "" : context.name;
  }

  /** Whether it has ended, in whatever way. */
  get isDone(): bool { return load<u8>(changetype<usize>(this), STATUS) != Status.PENDING; }

  /** Whether `cancel` has reached it, or a cancellation of what it is in. */
  get isCancelled(): bool {
    const context = ownContext(this);
    return context !== null && context.isCancelled;
  }

  /**
   * Cancels it, with all that was started in it: each of its awaits is rejected with a `CancelledError` from now on, and
   * with that, unless it ends otherwise, the task itself. Later calls, and those after its end, do nothing.
   * @param reason message of the error
   */
  cancel(reason: string = ""): void {
    const context = ownContext(this);
    if (context !== null) cancel(context, reason);
  }

  /**
   * Lets it go on in the background: the scope that it was spawned in neither waits for it nor cancels it, and the end of
   * the program is not reported to have cut it short. Its failure is reported all the same.
   */
  detach(): Task<T> {
    const context = ownContext(this);
    if (context !== null) {
      context.isDetached = true;
      moveToRoots(context);
    }
    return this;
  }
}

/**
 * Lets a call go on beside the caller. It belongs to the scope that it is spawned in, which waits for it. Outside of all
 * scopes nothing waits for it: what is still pending at the end of the program is named on stderr. A rejection that
 * nobody attaches to ends the program.
 * @param work a call, `spawn(f(x))`; a function to call; or a promise, which the task then waits for
 * @param name for reports
 */
// @ts-ignore: decorator
@spawns export function spawn<W>(work: W, name: string = ""): Task<__Outcome<W>> {
  const task = start<W, __Outcome<W>>(work);
  if (load<u8>(task, STATUS) == Status.PENDING) reportTasks();
  if (name.length) nameTask(task, changetype<usize>(name));
  return changetype<Task<__Outcome<W>>>(task);
}

function start<W, T>(work: W): usize {
  if (isFunction<W>()) {
    const context = newContext(), task = startIn<T>(context, changetype<() => Promise<T>>(work));
    release(context);
    return changetype<usize>(task);
  } else {
    const promise = changetype<usize>(work);
    return load<u8>(promise, STATUS) == Status.PENDING ? taskOf<T>(promise) : promise;
  }
}

function taskOf<T>(promise: usize): usize {
  const work = changetype<Promise<T>>(promise);
  return isTask(work) ? promise : changetype<usize>(toTask<T>(work));
}

/** Names a task; one that has ended already gets a context for it. Addresses, for what starts one to need no place on the stack. */
function nameTask(address: usize, name: usize): void {
  const task = changetype<PromiseBase>(address);
  let context = ownContext(task);
  if (context === null) {
    context = new Context();
    context.isEnded = true;
    context.parent = contextOf(load<usize>(changetype<usize>(task), CONTEXT));
    context.task = task;
    store<usize>(changetype<usize>(task), changetype<usize>(context), CONTEXT);
    __link(changetype<usize>(task), changetype<usize>(context), false);
  }
  context.name = changetype<string>(name);
}
