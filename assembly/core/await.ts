// What async code compiles to: the vocabulary that `src/compiler` speaks with the core.
//
//   await e     __await(e, site)              replaced by a suspension; what is left of it reads the outcome
//   return v    return __return<T>(frame, v)
//   throw e     see throw.ts; what is not handled:  return __reject_raised(frame)
//
// Where a function is decorated with `@ends`, a body ends with a call of it, or stops: behind it only the frame is needed, and
// that and what is passed along is held by it, should the collector run (see src/compiler/lower/roots.ts).
//
// Names with two underscores are known to the compiler; users never write them.
import { OBJECT, TOTAL_OVERHEAD } from "rt/common";
import { adopt, attachHere } from "./adopt";
import { goesOn } from "./at_once";
import { barrier, barrierOfAll } from "./barrier";
import { CancelledError } from "./cancelled";
import { count, Counted } from "./count";
import { atAwait, atStartOfMember } from "./current";
import { newFrameHere, newPromise, release, takeDirect } from "./frame";
import { AWAITING, FLAGS, Flag, POINT, POINT_SITE, PROMISE_SIZE, Status } from "./layout";
import { isCancelled } from "./operation";
import { Promise } from "./promise";
import { fulfill, fulfillVoid, PromiseBase, reasonOf, reject, rejectAlike, valueOf } from "./settle";
import { RETHROWN } from "./throw";

/** An object in static memory: the headers of block and object (`rt/common`), and a promise that is fulfilled with nothing. */
// @ts-ignore: decorator
@lazy const RESOLVED = memory.data<u32>([
  1, 0, 0, idof<PromiseBase>(), <u32>PROMISE_SIZE,
  Status.FULFILLED | (Flag.HANDLED << 8), 0, 0, 0, 0, 0, 0,
], 16);
/** A root of the collector. */
// @ts-ignore: decorator
@lazy const resolvedPromise = changetype<PromiseBase>(RESOLVED + TOTAL_OVERHEAD);

/** A promise that is fulfilled already, with nothing: awaiting it costs one turn and no allocation. */
// @ts-ignore: decorator
@inline export function resolved(): usize { return changetype<usize>(resolvedPromise); }

/**
 * Marks an await. The lowering suspends the caller around it; what is left of it in the resumed code, and what this body
 * does, is to read the value of the promise, settled by then.
 */
// @ts-ignore: decorator
@global export function __await<V>(value: V, site: string | null = null): Awaited<V> {
  if (isReference<V>()) {
    if (value instanceof PromiseBase) {
      if (isVoid<Awaited<V>>()) return;
      else return valueOf<Awaited<V>>(changetype<usize>(value));
    } else return value;
  } else return value;
}

/** Behind an await: gives back what nobody but the call has had. */
// @ts-ignore: decorator
@global export function __release(promise: usize): void { release(promise); }

/** Allocates the frame of a call: the first thing that a lowered function does. */
// @ts-ignore: decorator
@global export function __frame(size: usize, resume: u32, slots: u32): usize {
  const direct = takeDirect();
  const frame = newFrameHere(size, resume, slots, direct ? Flag.FRAME | Flag.DIRECT | Flag.HANDLED : Flag.FRAME);
  count(Counted.CALL, 1);
  if (!direct && __context !== null) atStartOfMember(frame); // may allocate: what the slots hold is not visited yet
  return frame;
}

/** Suspends at `point`, where the live locals have been saved without barriers, until a promise has settled. */
// @ts-ignore: decorator
@global @ends export function __suspend(frame: usize, promise: usize, point: usize): void {
  suspend(frame, promise, point);
}

/** Suspends for a turn: the await of a value that is not a promise. */
// @ts-ignore: decorator
@global @ends export function __suspend_value(frame: usize, point: usize): void {
  suspend(frame, resolved(), point);
}

/**
 * Suspends like `__suspend`, for a promise that an operation of the library has returned to the await; or lets the call go
 * on, and returns false, if the operation is done. What was saved then is on the shadow stack still.
 */
// @ts-ignore: decorator
@global export function __suspend_operation(frame: usize, promise: usize, point: usize): bool {
  if (isDefined(POLLEN_COLLECT_AT_SUSPENSION)) stopAt(frame, promise, point);
  if (goesOn(promise)) {
    store<usize>(frame, point, POINT);
    return false;
  }
  suspend(frame, promise, point);
  return true;
}

// @ts-ignore: decorator
@inline export function suspend(frame: usize, promise: usize, point: usize): void {
  stopAt(frame, promise, point);
  if (isCancelled()) promise = instead(frame, promise);
  attachHere(frame, promise);
}

/** What a call of a cancelled context waits for instead of `promise`, which nothing but the frame may hold. */
function instead(frame: usize, promise: usize): usize {
  const stopping = changetype<PromiseBase>(frame); // nothing else may hold it yet
  store<usize>(frame, promise, AWAITING);
  barrier(frame, promise);
  return atAwait(changetype<usize>(stopping), promise);
}

/** Makes `point` the one that a frame is at; 0 where it has no other. */
// @ts-ignore: decorator
@inline function stopAt(frame: usize, promise: usize, point: usize): void {
  if (ASC_SHRINK_LEVEL == 0 || point) store<usize>(frame, point, POINT);
  barrierOfAll(frame);
  if (isDefined(POLLEN_COLLECT_AT_SUSPENSION) && ASC_RUNTIME == 2 /* for `minimal` see runReady */) {
    const stopping = changetype<PromiseBase>(frame); // nothing else may hold it yet
    store<usize>(frame, promise, AWAITING);
    barrier(frame, promise); // the collector may be in the midst of its work, which it ends first
    __collect();
  }
}

/** Takes the reason of a rejected promise; its stack gets the await at which it passes the call. */
export function takeReason(frame: usize, awaited: usize): Error {
  const reason = reasonOf(awaited);
  if (isDefined(POLLEN_SITES)) {
    const site = load<usize>(load<usize>(frame, POINT), POINT_SITE);
    // One for all that a cancellation reaches: its stack would grow with their number.
    if (site && !(reason instanceof CancelledError)) reason.stack += "\n    at async " + changetype<string>(site);
  }
  if (load<u8>(awaited, FLAGS) & Flag.DIRECT) release(awaited);
  return reason;
}

// ---- Literals of arrays whose elements await: under the minimal runtime new memory is not empty, and the collector sees
// the elements that are yet to come.

// @ts-ignore: decorator
@global export function __clear_array(array: usize): usize {
  const start = load<usize>(array, offsetof<ArrayBufferView>("dataStart"));
  memory.fill(start, 0, load<i32>(array, offsetof<ArrayBufferView>("byteLength")));
  return array;
}

// @ts-ignore: decorator
@global export function __clear_buffer(buffer: usize): usize {
  memory.fill(buffer, 0, changetype<OBJECT>(buffer - TOTAL_OVERHEAD).rtSize);
  return buffer;
}

/** The awaited promise was rejected and nothing in the function handles it: so is the function's. */
// @ts-ignore: decorator
@global @ends export function __forward(frame: usize, awaited: usize): void { rejectAlike(frame, takeReason(frame, awaited)); }

/** The awaited promise was rejected: its reason goes to the handler around the await. */
// @ts-ignore: decorator
@global export function __land(frame: usize, awaited: usize): void {
  __pending = takeReason(frame, awaited);
  __raised = RETHROWN;
}

// ---- `return`, and errors that leave. `promise` is what to settle: the frame of a lowered body, or what `__promise` has made,
// once the value is there.

/** Makes the promise of a body without awaits. @param direct whether the caller awaits the call on the spot */
// @ts-ignore: decorator
@global export function __promise(direct: u32): usize { return newPromise(direct ? Flag.DIRECT | Flag.HANDLED : 0); }

// @ts-ignore: decorator
@global @ends export function __return<T>(promise: usize, value: T): Promise<T> {
  fulfill<T>(promise, value);
  return changetype<Promise<T>>(promise);
}

// @ts-ignore: decorator
@global @ends export function __return_void(promise: usize): Promise<void> {
  fulfillVoid(promise);
  return changetype<Promise<void>>(promise);
}

// @ts-ignore: decorator
@global export function __return_promise<T>(promise: usize, value: Promise<T>): Promise<T> {
  adopt(promise, changetype<usize>(value));
  return changetype<Promise<T>>(promise);
}

/**
 * An error has arrived in a body that does not handle it: the promise is rejected with it.
 * @param frame of a lowered body; in one without awaits, 1 if the caller awaits the call on the spot, else 0
 */
// @ts-ignore: decorator
@global export function __reject_raised(frame: usize): Promise<void> {
  const reason = __caught(); // first: it may allocate, and the collector does not see the promise
  const promise = frame > 1 ? frame : __promise(<u32>frame);
  reject(promise, reason);
  return changetype<Promise<void>>(promise);
}
