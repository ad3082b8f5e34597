import { Context } from "./context";
import { newPromise } from "./frame";
import { Flag, STATUS, Status } from "./layout";
import { PromiseBase, reasonOf, reject } from "./settle";

/**
 * What the awaits of a cancelled task or scope are rejected with. A `catch` that swallows it changes nothing: the next
 * await is rejected as well. Where nobody handles it, it ends its task and nothing else.
 */
export class CancelledError extends Error {
  readonly code: string = "POLLEN_E_CANCELLED";
  /** The context that was cancelled. */
  __source: Context | null = null;

  constructor(message: string = "Cancelled") {
    super(message);
    this.name = "CancelledError";
  }
}

/** The promise that a cancelled context's awaits are given: one for all that a cancellation reaches. */
export function rejectionOf(context: Context): usize {
  const reached = context.source, source = reached === null ? context : reached;
  const made = source.rejection;
  if (made !== null) return changetype<usize>(made);
  const error = source.reason.length ? new CancelledError(source.reason) : new CancelledError();
  error.__source = source;
  const rejection = newPromise(Flag.HANDLED);
  source.rejection = changetype<PromiseBase>(rejection);
  reject(rejection, error);
  return rejection;
}

/** The error of that promise. */
export function errorOf(context: Context): Error { return reasonOf(rejectionOf(context)); }

/** Whether a promise was rejected by the cancellation of a context. */
export function wasCancelledBy(promise: usize, context: Context): bool {
  if (load<u8>(promise, STATUS) != Status.REJECTED) return false;
  const reason = reasonOf(promise);
  return reason instanceof CancelledError && (reason as CancelledError).__source === context;
}
