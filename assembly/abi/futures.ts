// The future store: values that cross between the module and its host, later. What a host calls, and nothing else; the table
// is drawn in `future_table.ts`. No function traps for what it is given as an id: it returns an `ErrorCode`.
//
//   the module calls the host, which has the value later        the host calls the module, which has the value later
//     id = create_future()                                        begin_call()
//     return promise_of(id)     what the module awaits             id = end_call(handle(...))
//     ... resolve_future(id, value), reject_future(id, error)      ... tick(), until next_settled() is it
//     release_future(id)                                          get_future_value(id), release_future(id)
import { cancel } from "../core/cancel";
import { Context } from "../core/context";
import { CancelledError } from "../core/cancelled";
import { attach } from "../core/adopt";
import { newFrame, newPromise } from "../core/frame";
import { CONTEXT, FRAME_BASE, FLAGS as PROMISE_FLAGS, Flag, PROMISE_SIZE, STATUS, Status, VALUE as PROMISE_VALUE } from "../core/layout";
import { cancelled, isCancelled, newOperation } from "../core/operation";
import { fulfillVoid, PromiseBase, reasonOf, reject } from "../core/settle";
import { Promise } from "../core/promise";
import { ownContext, toTask } from "../task/start";
import { ErrorCode } from "./error_code";
import {
  entryOf, FLAGS, freeEntry, FutureFlag, keepReference, list, newEntry, PROMISE, STATE, tableAddress, takeListed, VALUE,
} from "./future_table";

/** States of a future: those of a promise, and one more. */
const enum State { PENDING = 0, FULFILLED = 1, REJECTED = 2, CANCELLED = 3 }

/** Makes a future that the host settles. Returns its id, which is positive, or `FULL`. */
export function create_future(): i32 {
  const entry = newEntry(0);
  return entry ? load<i32>(entry) : ErrorCode.FULL;
}

/** The entry that the host may settle, or 0; `problem` then tells why. */
function settleable(id: i32): usize {
  const entry = entryOf(id);
  if (!entry) problem = ErrorCode.BAD_ID;
  else if (load<u8>(entry, STATE)) problem = ErrorCode.SETTLED;
  else if (load<u8>(entry, FLAGS) & FutureFlag.WATCHES) problem = ErrorCode.WATCHED;
  else return entry;
  return 0;
}
let problem: i32 = 0;

/** Fulfils a future with a number: its bits, as the promise has them. Returns 0 or an error code. */
export function resolve_future(id: i32, value: i64): i32 {
  const entry = settleable(id);
  if (!entry) return problem;
  store<u8>(entry, State.FULFILLED, STATE);
  store<i64>(entry, value, VALUE);
  if (load<usize>(entry, PROMISE)) settleAs(entry);
  return 0;
}

/** Fulfils a future with an object of the module, or null, which the collector sees from now on. Returns 0 or an error code. */
export function resolve_future_reference(id: i32, value: usize): i32 {
  const entry = settleable(id);
  if (!entry) return problem;
  store<u8>(entry, State.FULFILLED, STATE);
  keepManaged(entry, value);
  if (load<usize>(entry, PROMISE)) settleAs(entry);
  return 0;
}

/** Rejects a future. `error` is an `Error` of the module, as of `create_error`, or 0. Returns 0 or an error code. */
export function reject_future(id: i32, error: usize): i32 {
  return fail(id, State.REJECTED, error ? error : create_error(changetype<usize>("Rejected by the host")));
}

/** An error to reject a future with. `message` is a string of the module. */
export function create_error(message: usize): usize { return changetype<usize>(new Error(changetype<string>(message))); }

/**
 * Cancels a future: one of the host's is rejected with a `CancelledError`; one that watches a call (`end_call`) cancels that,
 * and settles once it has ended. Returns 0 or an error code: `WATCHED` if it watches something that is no call.
 */
export function cancel_future(id: i32): i32 {
  const error = fail(id, State.CANCELLED, 0);
  if (error != ErrorCode.WATCHED) return error;
  const promise = load<usize>(entryOf(id), PROMISE);
  const context = ownContext(changetype<PromiseBase>(promise));
  if (context === null) return error;
  cancel(context, "Cancelled by the host");
  return 0;
}

function fail(id: i32, state: State, error: usize): i32 {
  if (!settleable(id)) return problem;
  const reason = error ? changetype<Error>(error) : new CancelledError("Cancelled by the host");
  const entry = entryOf(id);
  store<u8>(entry, state, STATE);
  keepManaged(entry, changetype<usize>(reason));
  if (load<usize>(entry, PROMISE)) settleAs(entry);
  return 0;
}

function keepManaged(entry: usize, reference: usize): void {
  store<u8>(entry, load<u8>(entry, FLAGS) | FutureFlag.MANAGED, FLAGS);
  keepReference(entry, reference, VALUE);
}

/** Settles the promise of an entry as that is settled. */
function settleAs(entry: usize): void {
  const promise = load<usize>(entry, PROMISE), value = load<usize>(entry, VALUE);
  if (load<u8>(entry, STATE) != State.FULFILLED) {
    reject(promise, changetype<Error>(value));
    return;
  }
  store<u64>(promise, load<u64>(entry, VALUE), PROMISE_VALUE);
  if (load<u8>(entry, FLAGS) & FutureFlag.MANAGED) {
    store<u8>(promise, load<u8>(promise, PROMISE_FLAGS) | Flag.MANAGED, PROMISE_FLAGS);
    if (value) __link(promise, value, false);
  }
  fulfillVoid(promise);
}

/** 0 pending, 1 fulfilled, 2 rejected, 3 cancelled, or `BAD_ID`. */
export function is_future_ready(id: i32): i32 {
  const entry = entryOf(id);
  return entry ? load<u8>(entry, STATE) : ErrorCode.BAD_ID;
}

/** Bits of the value of a future, as its promise has them, or address of its `Error`; 0 if it is pending, or has no entry. */
export function get_future_value(id: i32): i64 {
  const entry = entryOf(id);
  return entry ? load<i64>(entry, VALUE) : 0;
}

/** Ends the life of an id. What its promise waits for is not touched. Returns 0 or `BAD_ID`. */
export function release_future(id: i32): i32 {
  const entry = entryOf(id);
  if (!entry) return ErrorCode.BAD_ID;
  freeEntry(entry);
  return 0;
}

//    0                                           28
//   ┌───────────────────────────────────────────┬──────┐
//   │ promise: what the module awaits, or what  │ id   │
//   │ continues when a promise settles          │ i32  │
//   └───────────────────────────────────────────┴──────┘
// @ts-ignore: decorator
@inline const ID: usize = FRAME_BASE;

/** The module's promise of a future, the same each time; 0 for a bad id. It is cancelled with the task that asked for it first. */
export function promise_of(id: i32): usize {
  const entry = entryOf(id);
  if (!entry) return 0;
  let promise = load<usize>(entry, PROMISE);
  if (promise) return promise;
  const isPending = load<u8>(entry, STATE) == State.PENDING, isLate = isPending && isCancelled();
  if (isLate) promise = changetype<usize>(cancelled<void>());
  else promise = isPending ? newOperation(PROMISE_SIZE + 4, callOff.index, 0, 0, 0) : newPromise();
  keepReference(entry, promise, PROMISE);
  if (isLate) endCancelled(entry, reasonOf(promise));
  else if (isPending) store<i32>(promise, id, ID);
  else settleAs(entry);
  return promise;
}

/** The task that waits for a future is cancelled: so is the future. */
function callOff(operation: usize): void {
  const entry = entryOf(load<i32>(operation, ID));
  if (entry && load<usize>(entry, PROMISE) == operation) endCancelled(entry, new CancelledError());
}

function endCancelled(entry: usize, reason: Error): void {
  store<u8>(entry, State.CANCELLED, STATE);
  keepManaged(entry, changetype<usize>(reason));
  list(entry);
}

/** Watches a promise of the module: a future that settles as it does. Returns its id, or `FULL`. */
export function future_of(promise: usize): i32 {
  const entry = newEntry(FutureFlag.WATCHES);
  if (!entry) return ErrorCode.FULL;
  const id = load<i32>(entry);
  keepReference(entry, promise, PROMISE);
  if (load<u8>(promise, STATUS) == Status.PENDING) {
    const watcher = newFrame(PROMISE_SIZE + 4, settled.index, 0, 0);
    store<i32>(watcher, id, ID);
    attach(watcher, promise);
  } else {
    store<u8>(promise, load<u8>(promise, PROMISE_FLAGS) | Flag.HANDLED, PROMISE_FLAGS);
    settleFrom(entry, promise);
  }
  return id;
}

const settled = (watcher: usize, promise: usize): void => {
  const entry = entryOf(load<i32>(watcher, ID));
  if (entry) settleFrom(entry, promise);
};

/** Settles an entry as its promise is settled. */
function settleFrom(entry: usize, promise: usize): void {
  const isFulfilled = load<u8>(promise, STATUS) == Status.FULFILLED;
  store<u8>(entry, isFulfilled ? State.FULFILLED : reasonOf(promise) instanceof CancelledError ? State.CANCELLED : State.REJECTED, STATE);
  if (load<u8>(promise, PROMISE_FLAGS) & Flag.MANAGED) keepManaged(entry, load<usize>(promise, PROMISE_VALUE));
  else store<u64>(entry, load<u64>(promise, PROMISE_VALUE), VALUE);
  list(entry);
}

let begun = false;

/** Before a call of an exported async function that the host may want to cancel: the call is a task. `end_call` follows. */
export function begin_call(): void {
  const outer = __context;
  begun = true;
  __start_task();
  if (outer !== null) changetype<Context>(__context).owner = outer; // the module has called the host, which calls it
}

/** Behind that call, with the promise that it has returned: a future that watches it. Returns its id, or `FULL`. */
export function end_call(promise: usize): i32 {
  const context = changetype<Context>(__context), outer = context.owner;
  const call = __started(changetype<PromiseBase>(promise));
  if (outer !== null) context.owner = null;
  __context = outer;
  const isOwn = load<u8>(promise, STATUS) == Status.PENDING && ownContext(call) !== null;
  return future_of(isOwn ? changetype<usize>(toTask<void>(changetype<Promise<void>>(call))) : promise);
}

/** Whether the call that now begins was announced by `begin_call`. */
// @ts-ignore: decorator
@global export function __take_begun(): bool {
  const was = begun;
  begun = false;
  return was;
}

/** The future of a call that has returned: what the host calls in the place of the function does this. */
// @ts-ignore: decorator
@global export function __future_of_call(promise: usize, isTask: bool): i32 {
  return isTask ? end_call(promise) : future_of(promise);
}

/** The context of what is suspended in a call of the host, while the host calls something else. */
let suspended: Object | null = null;

/** What follows is no part of what is suspended in a call of the host: before a call, while there is such. */
export function leave_context(): void {
  suspended = __context;
  __context = null;
}

/** Behind that call. */
export function return_context(): void {
  __context = suspended;
  suspended = null;
}

/**
 * Id of a future that has settled since the host asked last, in the order in which they did; 0 if none has. Those that the
 * host has settled itself are not told.
 */
export function next_settled(): i32 { return takeListed(); }

/** Address of the table of futures, as drawn in `abi/future_table.ts`; 0 before the first. It moves when the table grows. */
export function future_table(): usize { return tableAddress(); }
