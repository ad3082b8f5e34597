// Errors that nobody handles: what callbacks of timers and jobs throw, and rejections that nobody has attached to yet.
// Such an error, and a rejection that is still here once the job queue has run dry, ends the program, as in Node
// (`--unhandled-rejections=throw`, the default there).
import { barrier } from "./barrier";
import { CancelledError } from "./cancelled";
import { Context, isContext } from "./context";
import { CONTEXT, FLAGS, Flag, NEXT, Status } from "./layout";
import { PromiseBase, reasonOf } from "./settle";

/** Whether anything rejects promises, and not only as another one was: the compiler says so (src/compiler/statics/parts.ts). */
// @ts-ignore: decorator
@global let __has_rejections: bool = true;
/** The status of a promise that is rejected: only who rejects one reads it. */
// @ts-ignore: decorator
@global let __rejected: u32 = Status.REJECTED;

/** Called with an error that nobody handles, and what it is; does not return if that is to end the program. */
let onUnhandled: ((error: Error, what: string) => void) | null = null;

/** Sets what is done with rejections that nobody handles, and with errors that callbacks of timers and jobs throw. */
export function setUnhandled(handler: (error: Error, what: string) => void): void {
  onUnhandled = handler;
}

/** Ends the program with an error that nobody handles; `what` introduces its message. */
export function endWith(error: Error, what: string): void {
  const handler = onUnhandled;
  if (handler !== null) handler(error, what);
  else abort(what + error.toString());
}

/** Intrusive list through `next`: a settled promise is in no other. */
let suspects: PromiseBase | null = null;
let last: usize = 0;

/** Remembers a promise that was just rejected, with nobody attached. */
export function noteRejection(promise: usize): void {
  if (reasonOf(promise) instanceof CancelledError) return; // whoever cancelled it knows
  store<usize>(promise, 0, NEXT);
  if (changetype<usize>(suspects)) {
    store<usize>(last, promise, NEXT);
    barrier(last, promise);
  } else suspects = changetype<PromiseBase>(promise);
  last = promise;
}

/** Forgets all of them; ends the program with the first that is unhandled, if one is. */
export function reportUnhandled(): void {
  if (!__has_rejections) return;
  let promise = changetype<usize>(suspects);
  suspects = null;
  let found: usize = 0;
  while (promise) {
    const next = load<usize>(promise, NEXT);
    store<usize>(promise, 0, NEXT);
    if (!found && !(load<u8>(promise, FLAGS) & Flag.HANDLED)) found = promise;
    promise = next;
  }
  if (!found) return;
  endWith(reasonOf(found), __has_contexts ? titleOf(found) : "Unhandled rejection: ");
}

function titleOf(promise: usize): string {
  const name = nameOfTask(promise);
  return name.length ? 'Unhandled rejection in task "' + name + '": ' : "Unhandled rejection: ";
}

/** The name of the task that a promise is of; else empty. */
function nameOfTask(promise: usize): string {
  const home = load<usize>(promise, CONTEXT), context = changetype<Context>(home);
  return home && isContext(home) && changetype<usize>(context.task) == promise ? context.name : "";
}
