// Operations: promises that something other than code settles: a timer, a descriptor, the other side of a channel.
//
//   newOperation() ──▶ pending ─┬─▶ settled                 fulfill(), reject()
//                               └─▶ rejected, cancelled     its context is cancelled or ends: its `cancel` takes it out of
//                                                           whatever list it is in, then it is rejected
//
// An operation belongs to the context in which it began. In a cancelled one none begins: what returns an operation asks
// first, and takes nothing from anybody.
//
//   export function receive(): Promise<T> {
//     const direct = takeDirect();
//     if (isCancelled()) return cancelled<T>();
//     ...
import { errorOf } from "./cancelled";
import { contextOf, nodeOf } from "./context_tree";
import { count, Counted } from "./count";
import { atStartOfMember, rejectionHere } from "./current";
import { newFrame } from "./frame";
import { CONTEXT, FLAGS, Flag, POINT, RESUME, STATUS, Status } from "./layout";
import { Promise } from "./promise";
import { PromiseBase, reject } from "./settle";

/** Whether what runs is cancelled: then no operation may begin. */
// @ts-ignore: decorator
@inline export function isCancelled(): bool {
  const context = changetype<usize>(__context); // as a number: it is not to be put on the shadow stack for this
  return context != 0 && (load<u8>(context, FLAGS) & Flag.CANCELLED) != 0;
}

/** Whether an operation began in the context of what runs. */
export function isOfCurrentContext(operation: PromiseBase): bool {
  if (!__has_contexts) return true;
  const home = load<usize>(changetype<usize>(operation), CONTEXT), current = changetype<usize>(__context);
  return home == current || nodeOf(home) == nodeOf(current);
}

/** What a function returns in place of an operation that may not begin. */
export function cancelled<T>(): Promise<T> {
  return changetype<Promise<T>>(rejectionHere());
}

/**
 * Allocates a pending operation: a promise with fields of its own behind it, where a frame has its slots.
 * @param size all bytes of it
 * @param cancel table index of `(operation) => void`, which takes it out of whatever list it is in; what awaits it is then
 *   rejected by whoever calls that
 * @param slots number of managed fields, which come first and are not initialized; at most 32
 * @param point suspension point in static memory, whose live bits tell which of them the collector visits; 0: none
 * @param direct of `takeDirect()`
 */
export function newOperation(size: usize, cancel: u32, slots: u32, point: usize, direct: u32): usize {
  const flags = direct ? Flag.OPERATION | Flag.DIRECT | Flag.HANDLED : Flag.OPERATION;
  const operation = newFrame(size, cancel, slots, flags);
  count(Counted.OPERATION, 1);
  if (!direct && __context !== null) atStartOfMember(operation); // may allocate: the fields are not visited yet
  if (point) store<usize>(operation, point, POINT);
  return operation;
}

let timerStop: u32 = 0;

/** Sets what calls off a timer, whose `resume` serves another end (see `timers.ts`): table index of `(timer) => void`. */
export function meetTimers(stop: u32): void { timerStop = stop; }

/** Whether a promise is an operation. */
// @ts-ignore: decorator
@inline export function isOperation(promise: usize): bool {
  return (load<u8>(promise, FLAGS) & (Flag.OPERATION | Flag.FRAME)) == Flag.OPERATION; // of a generator it means PASSED_MANAGED
}

/** Whether a promise is an operation that has not ended. */
// @ts-ignore: decorator
@inline export function isPendingOperation(promise: usize): bool {
  return load<u8>(promise, STATUS) == Status.PENDING && isOperation(promise);
}

/** Ends a pending operation with an error. */
export function callOffWith(operation: usize, reason: Error): void {
  call_indirect<void>(load<u8>(operation, FLAGS) & Flag.TIMER ? timerStop : load<u32>(operation, RESUME), operation);
  reject(operation, reason);
}

/** Cancels what is a pending operation. */
export function callOff(promise: usize): void {
  if (isPendingOperation(promise)) callOffWith(promise, errorOf(contextOf(load<usize>(promise, CONTEXT))!));
}
