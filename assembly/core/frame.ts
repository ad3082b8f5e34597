// Where promises and frames come from, and where those that only one caller ever saw return to.
import { OBJECT, TOTAL_OVERHEAD } from "rt/common";
import { barrier } from "./barrier";
import "./current";
import { headAt, Heads, newHeads, setHead } from "./heads";
import { AWAITING, CONTEXT, NEXT, PROMISE_SIZE, RESUME, Status, WAITERS } from "./layout";
import { PromiseBase } from "./settle";

/**
 * The sizes that fill a block of the allocator, which are multiples of 16: a block and an object have 20 bytes of headers
 * (`rt/tlsf`, `rt/common`).
 */
// @ts-ignore: decorator
@inline const CLASS_STEP: usize = 16;
// @ts-ignore: decorator
@inline const SMALLEST: usize = 12;
/** How many size classes there are; larger frames are left to the collector. */
// @ts-ignore: decorator
@inline const CLASSES: usize = 34;

/**
 * Free frames, one list a size class, linked through `next`. A root of the collector that holds one pointer a class:
 *
 *    0                8                 12
 *   ┌─────┬──────────┬─────────────────┬─────────────────┬───
 *   │ 12  │ 28       │ free frames of  │ free frames of  │ ...
 *   │ (smaller: none)│ up to 44 bytes  │ up to 60 bytes  │
 *   └─────┴──────────┴─────────────────┴─────────────────┴───
 */
const pool: Heads = newHeads(CLASSES, idof<Heads>());

/**
 * Set right before a call whose promise the caller awaits on the spot: then nobody else sees that promise, and it
 * returns to the pool once its value was read. 1, or `GOES_ON` for an operation whose caller can go on at once. Taken by
 * the callee before it does anything else. Known to the lowering.
 */
// @ts-ignore: decorator
@global let __direct: u32 = 0;
// @ts-ignore: decorator
@inline export const GOES_ON: u32 = 2;

/** Takes the mark that the caller may have left. */
// @ts-ignore: decorator
@inline export function takeDirect(): u32 {
  const direct = __direct;
  __direct = 0;
  return direct;
}

// @ts-ignore: decorator
@inline function classOf(size: usize): usize {
  return (size - SMALLEST + CLASS_STEP - 1) / CLASS_STEP;
}

// @ts-ignore: decorator
@inline function allocate(size: usize): usize {
  const sizeClass = classOf(size);
  if (sizeClass < CLASSES) {
    const list = headAt(changetype<usize>(pool), sizeClass), free = load<usize>(list);
    if (free) {
      setHead(changetype<usize>(pool), list, load<usize>(free, NEXT));
      return free;
    }
    size = SMALLEST + sizeClass * CLASS_STEP;
  }
  return __new(size, idof<PromiseBase>());
}

/**
 * Allocates a pending promise with a frame.
 * @param size all bytes of it
 * @param resume table index of the function that continues it
 * @param slots number of managed slots
 * @param flags first flags: of `takeDirect()`, or 0
 */
export function newFrame(size: usize, resume: u32, slots: u32, flags: u32): usize {
  const frame = allocate(size);
  clearFrame(frame, resume, slots, flags);
  return frame;
}

/** The same where calls begin: without a call, unless size counts. */
// @ts-ignore: decorator
@inline export function newFrameHere(size: usize, resume: u32, slots: u32, flags: u32): usize {
  if (ASC_SHRINK_LEVEL > 0) return newFrame(size, resume, slots, flags);
  const frame = allocate(size);
  clearFrame(frame, resume, slots, flags);
  return frame;
}

/** Makes new memory a pending promise with a frame; the parameters are those of `newFrame`. */
// @ts-ignore: decorator
@inline export function clearFrame(frame: usize, resume: u32, slots: u32, flags: u32): void {
  const context = changetype<usize>(__context);
  store<u32>(frame, Status.PENDING | (flags << 8) | (slots << 16));
  store<u64>(frame, resume, RESUME); // and no `next`: what follows the headers at 4, 12 and 20 is aligned to 8 bytes
  store<u64>(frame, 0, WAITERS); // nor a `point`
  store<u64>(frame, <u64>context << 32, AWAITING); // and `context`
  if (context) barrier(frame, context);
}

/** Allocates a pending promise without a frame. */
export function newPromise(flags: u32 = 0): usize {
  return newFrameHere(PROMISE_SIZE, 0, 0, flags);
}

/** Gives a promise that the caller alone had back to the pool. */
export function release(promise: usize): void {
  const sizeClass = <usize>changetype<OBJECT>(promise - TOTAL_OVERHEAD).rtSize / CLASS_STEP;
  store<u32>(promise, Status.FULFILLED);
  if (__has_contexts) store<usize>(promise, 0, CONTEXT);
  if (sizeClass >= CLASSES) return;
  const list = headAt(changetype<usize>(pool), sizeClass), next = load<usize>(list);
  store<usize>(promise, next, NEXT);
  if (next) barrier(promise, next);
  setHead(changetype<usize>(pool), list, promise);
}
