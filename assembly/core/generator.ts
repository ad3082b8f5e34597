// Generators: frames (see layout.ts) that the generator object is itself, and that it resumes when it is asked to.
//
//   yield e     __emit<T>(e), __received<TNext>()      the second is replaced by a suspension; what is left of it
//                                                      reads what `next` was given
//
//                proceed()             yield
//   ┌───────────┐ ─────────▶ ┌─────────┐ ─────▶ SUSPENDED      return   ┌───────────┐
//   │ SUSPENDED │            │ RUNNING │ ───────────────────────────────▶│ FULFILLED │
//   └───────────┘            └─────────┘        throw    ┌──────────┐    └───────────┘
//    PENDING                  Flag.RUNNING ─────────────▶│ REJECTED │
//                                                        └──────────┘
// While it is suspended `passed` is what it yielded. It is resumed with itself for the outcome that an await would give:
// PENDING where `passed` is what `next` was given, REJECTED where it is an error.
//
// `return(v)` resumes it with an error that no `catch` sees, a `ReturnCompletion`: every `finally` on the way runs, and
// may put something else in its place (ECMA-262 27.5.3.4).
import { takeReason } from "./await";
import { barrierOfAll } from "./barrier";
import { follow } from "./delegation";
import { clearFrame } from "./frame";
import { AWAITING, FLAGS, Flag, GENERATOR_BASE, PASSED, POINT, RESUME, STATUS, Status } from "./layout";
import { reject, visitFrame } from "./settle";
import { RETHROWN } from "./throw";

/** First flags of a generator. */
// @ts-ignore: decorator
@inline export const IDLE: u32 = Flag.FRAME | Flag.HANDLED;

/** What `return(value)` sends through the body of a generator. */
export class ReturnCompletion extends Error {
  /** @param result the `IteratorResult` to end with; null for one without a value */
  constructor(readonly result: Object | null) { super(); }
}

/** One without a value. */
let emptyCompletion: ReturnCompletion | null = null;

/** What `return()` of a generator without a value to return sends, and leaving a loop early. */
export function returnNothing(): ReturnCompletion {
  let completion = emptyCompletion;
  if (completion === null) emptyCompletion = completion = new ReturnCompletion(null);
  return completion;
}

/** Whether a `catch` of a generator must let an error pass. */
// @ts-ignore: decorator
@global export function __is_return(error: Error): bool { return error instanceof ReturnCompletion; }

/** Allocates the generator that a call returns: an object of class `G`. */
// @ts-ignore: decorator
@global export function __generator<G>(size: usize, resume: u32, slots: u32, point: usize): usize {
  const frame = __new(size, idof<G>());
  clearFrame(frame, resume, slots, IDLE);
  store<usize>(frame, point, POINT);
  return frame;
}

/** Takes what is yielded. */
// @ts-ignore: decorator
@global export function __emit<T>(value: T, frame: usize = 0): void {
  pass<T>(frame, value);
}

/**
 * Marks a yield. The lowering suspends the generator in front of it; what is left of it in the resumed code, and what
 * this body does, is to read what was sent.
 */
// @ts-ignore: decorator
@global export function __received<N>(outcome: usize = 0): N {
  if (isVoid<N>()) return;
  else return passedTo<N>(outcome);
}

/** Suspends a generator at `point`, where the live locals have been saved without barriers. */
// @ts-ignore: decorator
@global export function __suspend_generator(frame: usize, point: usize): void {
  stopAt(frame, point);
  stop(frame);
}

/** Stops at a `yield*`: the generator follows another one from now on. */
// @ts-ignore: decorator
@global export function __suspend_delegation(frame: usize, inner: usize, point: usize): void {
  store<usize>(frame, inner, AWAITING);
  __link(frame, inner, false);
  pass<u64>(frame, 0);
  stopAt(frame, point);
  store<u8>(frame, load<u8>(frame, FLAGS) | Flag.FOLLOWING, FLAGS);
}

/** Notes where the body of a generator stops. */
export function stopAt(frame: usize, point: usize): void {
  store<usize>(frame, point, POINT);
  barrierOfAll(frame);
  if (isDefined(POLLEN_COLLECT_AT_SUSPENSION) && ASC_RUNTIME == 2 /* for `minimal` see runReady */) __collect();
}

/** A generator was resumed with an error that nothing in it handles. */
// @ts-ignore: decorator
@global export function __forward_generator(frame: usize, outcome: usize): void {
  reject(frame, reasonFrom(frame, outcome));
}

/** A generator was resumed with an error: it goes to the handler around the yield. */
// @ts-ignore: decorator
@global export function __land_generator(frame: usize, outcome: usize): void {
  __pending = reasonFrom(frame, outcome);
  __raised = RETHROWN;
  store<u8>(frame, Status.PENDING, STATUS);
}

/** The error that a generator was resumed with: by its object, or by a promise that it awaited. */
export function reasonFrom(frame: usize, outcome: usize): Error {
  return outcome == frame ? passedTo<Error>(frame) : takeReason(frame, outcome);
}

/** Passes a value out of a generator, or into it. */
// @ts-ignore: decorator
@inline export function pass<T>(generator: usize, value: T): void {
  store<T>(generator, value, PASSED);
  const flags = load<u8>(generator, FLAGS);
  if (isManaged<T>()) {
    store<u8>(generator, flags | Flag.PASSED_MANAGED, FLAGS);
    __link(generator, changetype<usize>(value), false);
  } else store<u8>(generator, flags & ~<u32>Flag.PASSED_MANAGED, FLAGS);
}

/** What was passed. */
// @ts-ignore: decorator
@inline export function passedTo<T>(generator: usize): T { return load<T>(generator, PASSED); }

/** Visits what a generator refers to. */
export function visitGenerator(generator: usize, cookie: u32): void {
  if (load<u8>(generator, FLAGS) & Flag.PASSED_MANAGED) __visit(load<usize>(generator, PASSED), cookie);
  visitFrame(generator, GENERATOR_BASE, cookie);
}

/**
 * Whether a generator can be resumed; false if it has come to its end.
 * @throws TypeError if it is running: it has called itself
 */
// @ts-ignore: decorator
@inline export function isOpen(generator: usize): bool {
  if (load<u8>(generator, STATUS) != Status.PENDING) return false;
  if (load<u8>(generator, FLAGS) & Flag.RUNNING) throw new TypeError("Generator is already running");
  return true;
}

/** Passes an error to a generator that can be resumed. */
export function passError(generator: usize, error: Error): void {
  pass<Error>(generator, error);
  store<u8>(generator, Status.REJECTED, STATUS);
}

/**
 * Runs a generator up to its next yield or its end, with what was passed to it.
 * @returns PENDING if it yielded
 */
export function proceed(generator: usize): Status {
  const flags = load<u8>(generator, FLAGS);
  store<u8>(generator, flags | Flag.RUNNING, FLAGS);
  if (flags & Flag.FOLLOWING && follow(generator)) return stop(generator);
  do {
    call_indirect<void>(load<u32>(generator, RESUME), generator, generator);
    const status = <Status>load<u8>(generator, STATUS);
    if (status != Status.PENDING || !(load<u8>(generator, FLAGS) & Flag.FOLLOWING)) return status;
  } while (!follow(generator)); // it has come to a `yield*`
  return stop(generator);
}

/** The body no longer runs. */
function stop(generator: usize): Status {
  store<u8>(generator, load<u8>(generator, FLAGS) & ~<u32>Flag.RUNNING, FLAGS);
  return Status.PENDING;
}

/** Lets go of what a generator returned, once that was read. */
export function end(generator: usize): void {
  store<u8>(generator, Status.FULFILLED, STATUS);
  store<u8>(generator, IDLE, FLAGS);
}
