import { OBJECT, TOTAL_OVERHEAD } from "rt/common";
import { afterOf, parentOf } from "./context";
import { isLean } from "./context_tree";
import { count, Counted } from "./count";
import { atEndOfCall } from "./current";
import {
  AWAITING, CONTEXT, FLAGS, Flag, FRAME_BASE, NEXT, POINT, POINT_LIVE, SLOTS, STATUS, Status, VALUE, WAITERS,
} from "./layout";
import { wake } from "./ready";
import { noteRejection } from "./rejections";
import { adopt } from "./adopt";

/**
 * What promises of all types share, drawn in `layout.ts`. One class id serves every promise and frame, so that
 * frames of any type can use the same pool.
 *
 *                 fulfill() ┌───────────┐
 *            ┌─────────────▶│ FULFILLED │
 *   ┌─────────┐             └───────────┘
 *   │ PENDING │
 *   └─────────┘             ┌──────────┐   nobody attached when the
 *            └─────────────▶│ REJECTED │──────────────────────────▶ the program ends: exit code 1
 *                  reject() └──────────┘   job queue has run dry
 */
export class PromiseBase {
  // @ts-ignore: unused field, read by offset
  private status: u8;
  // @ts-ignore
  private flags: u8;
  // @ts-ignore
  private slots: u16;
  // @ts-ignore
  private resume: u32;
  // @ts-ignore
  private next: usize;
  // @ts-ignore
  private waiters: usize;
  // @ts-ignore
  private bits: u64;
  // @ts-ignore
  private context: Object | null;

  /** Visits what the collector must keep alive: links, value, and the slots that are live where the frame stopped. */
  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void { visitFrame(changetype<usize>(this), FRAME_BASE, cookie); }
}

/**
 * Visits what a promise or a frame refers to.
 * @param base offset of the live bits or the slots
 */
export function visitFrame(self: usize, base: usize, cookie: u32): void {
  __visit(load<usize>(self, NEXT), cookie);
  __visit(load<usize>(self, WAITERS), cookie);
  const flags = load<u8>(self, FLAGS);
  if (load<u8>(self, STATUS) == Status.PENDING && (flags & (Flag.FRAME | Flag.TIMER)) != Flag.TIMER) {
    __visit(load<usize>(self, AWAITING), cookie);
  }
  if (__has_contexts) {
    __visit(load<usize>(self, CONTEXT), cookie);
    if (isLean(self)) {
      __visit(changetype<usize>(parentOf(self)), cookie);
      __visit(afterOf(self), cookie);
    }
  }
  if (flags & Flag.MANAGED) __visit(load<usize>(self, VALUE), cookie);
  const slots = load<u16>(self, SLOTS);
  if (!slots) return;
  const point = load<usize>(self, POINT);
  if (!point) return;
  let live = load<u32>(point, POINT_LIVE);
  let word = self + base;
  let slot = word;
  if (slots > 32) slot += <usize>((slots - 1) >> 5) << 2;
  for (let left = <i32>slots; true; ) {
    for (; live; live &= live - 1) __visit(load<usize>(slot + (<usize>ctz(live) << 2)), cookie);
    if ((left -= 32) <= 0) return;
    live = load<u32>(word);
    word += 4;
    slot += 32 << 2;
  }
}

/**
 * Whether the collector need not visit an object: a promise that has settled with a value that is no reference, outside of all
 * scopes and tasks. A store into it tells the collector, as one into an object that it has visited.
 */
// @ts-ignore: decorator
@global function __is_leaf(object: usize): bool {
  return (
    changetype<OBJECT>(object - TOTAL_OVERHEAD).rtId == idof<PromiseBase>() &&
    load<u8>(object) == Status.FULFILLED &&
    !(load<u8>(object, FLAGS) & Flag.MANAGED) &&
    !(load<usize>(object, NEXT) | load<usize>(object, WAITERS) | (__has_contexts ? load<usize>(object, CONTEXT) : 0))
  );
}

/**
 * Settles a pending promise, whose value is in its place: wakes what waits for it, and tells its context. What its frame held is
 * let go, as it has no slots from now on.
 * @param outcome its status, and in the second byte what is added to its flags
 */
function settle(promise: usize, outcome: u32): void {
  const flags: u32 = load<u8>(promise, FLAGS);
  store<u32>(promise, outcome | (flags << 8));
  if (isDefined(POLLEN_COUNT)) countEnd(promise, flags);
  wake(promise);
  if (__has_contexts && flags & Flag.COUNTED) atEndOfCall(promise);
}

function countEnd(promise: usize, flags: u32): void {
  if ((flags & (Flag.OPERATION | Flag.FRAME)) == Flag.OPERATION) count(Counted.OPERATION, -1);
  // the frame of a generator is an object of another class, and may be left for good
  else if (flags & Flag.FRAME && changetype<OBJECT>(promise - TOTAL_OVERHEAD).rtId == idof<PromiseBase>()) count(Counted.CALL, -1);
}

/** Writes all 8 bytes of the value: those that are not its own are zero. */
// @ts-ignore: decorator
@inline function setValue<T>(promise: usize, value: T): void {
  if (sizeof<T>() == 8) store<T>(promise, value, VALUE);
  else if (isFloat<T>()) store<u64>(promise, reinterpret<u32>(value), VALUE);
  else if (isReference<T>()) store<u64>(promise, changetype<usize>(value), VALUE);
  else store<u64>(promise, <u32>value, VALUE);
}

/** Fulfils a pending promise. */
// @ts-ignore: decorator
@inline export function fulfill<T>(promise: usize, value: T): void {
  setValue<T>(promise, value);
  if (isManaged<T>()) {
    __link(promise, changetype<usize>(value), false);
    settle(promise, Status.FULFILLED | (Flag.MANAGED << 8));
  } else fulfillVoid(promise);
}

/** Fulfils a pending promise that has no value. */
// @ts-ignore: decorator
@inline export function fulfillVoid(promise: usize): void { settle(promise, Status.FULFILLED); }

/** Rejects a pending promise. */
export function reject(promise: usize, reason: Error): void { settleWith(promise, reason, __rejected); }

/** Rejects a pending promise, as another one was rejected. */
export function rejectAlike(promise: usize, reason: Error): void {
  settleWith(promise, reason, Status.REJECTED);
}

function settleWith(promise: usize, reason: Error, status: u32): void {
  setValue<Error>(promise, reason);
  __link(promise, changetype<usize>(reason), false);
  if (!load<usize>(promise, WAITERS) && !(load<u8>(promise, FLAGS) & Flag.HANDLED)) noteRejection(promise);
  settle(promise, status | (Flag.MANAGED << 8));
}

/** Settles a pending promise as another one of the same type was settled. */
export function settleLike(promise: usize, settled: usize): void {
  if (isRejected(settled)) {
    rejectAlike(promise, reasonOf(settled));
    return;
  }
  store<u64>(promise, load<u64>(settled, VALUE), VALUE);
  if (load<u8>(settled, FLAGS) & Flag.MANAGED) {
    store<u8>(promise, load<u8>(promise, FLAGS) | Flag.MANAGED, FLAGS);
    __link(promise, load<usize>(promise, VALUE), false);
  }
  fulfillVoid(promise);
}

/** Settles a pending promise with what a callback returned: a value, a promise to follow, or nothing. */
// @ts-ignore: decorator
@inline export function resolveWith<R>(promise: usize, result: R): void {
  if (isReference<R>()) {
    if (result instanceof PromiseBase) adopt(promise, changetype<usize>(result));
    else fulfill<R>(promise, result);
  } else fulfill<R>(promise, result);
}

/** Whether a promise is fulfilled. */
// @ts-ignore: decorator
@inline export function isFulfilled(promise: PromiseBase): bool {
  return load<u8>(changetype<usize>(promise)) == Status.FULFILLED;
}

/** Whether a promise is rejected. */
// @ts-ignore: decorator
@inline export function isRejected(promise: usize): bool {
  return __has_rejections && load<u8>(promise) == Status.REJECTED;
}

/** The reason of a rejected promise. */
// @ts-ignore: decorator
@inline export function reasonOf(rejected: usize): Error {
  return changetype<Error>(load<usize>(rejected, VALUE));
}

/** The value of a fulfilled promise. */
// @ts-ignore: decorator
@inline export function valueOf<T>(fulfilled: usize): T {
  return load<T>(fulfilled, VALUE);
}
