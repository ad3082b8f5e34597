// Timers: the slots of a wheel, which turns with the time (`wheel.ts`). Insert and cancel are O(1).
//
// Timers with equal deadlines expire in the order of insertion, whatever their levels: a later one can only reach a
// lower level once the slot that held the earlier one has been entered, and so cascaded.
//
// A timer is a promise. While it is in the wheel (`Flag.TIMER`) the fields that it does not need there serve other ends; the
// timers of a slot are a list in both directions, the first one's `before` is the last one:
//
//    0       4                 8              12                16          24         28
//   ┌───────┬─────────────────┬──────────────┬─────────────────┬───────────┬─────────┬──────────┐
//   │ ...   │ before (resume) │ after (next) │ waiters, owner  │ deadline  │ context │ function │
//   │       │ ptr             │ managed      │ managed         │ i64, ns   │ managed │ u32      │
//   └───────┴─────────────────┴──────────────┴─────────────────┴───────────┴─────────┴──────────┘
//   after      the next of its slot, the last one's is null; keeps the rest of the list alive
//   owner      of one that is no operation, and that nobody waits for: what its function is called with
//   function   of the same: what `resume` is when it is in no slot
//
// Which slot it is in follows from its deadline: the time enters no slot before its timers have left it.
import { barrier } from "./barrier";
import { AWAITING, FLAGS, Flag, NEXT, PROMISE_SIZE, RESUME, VALUE, WAITERS } from "./layout";
import { newFrame } from "./frame";
import { meetTimers, newOperation } from "./operation";
import { schedule } from "./ready";
import { fulfillVoid } from "./settle";
import { firstOf, LOWEST, nextSlot, setFirst, SLOTS, slotOf, startOf, TICK_BITS, turnTo } from "./wheel";

// @ts-ignore: decorator
@inline const AFTER: usize = NEXT;
// @ts-ignore: decorator
@inline const BEFORE: usize = RESUME;
// @ts-ignore: decorator
@inline const DEADLINE: usize = VALUE;
/** What the function of a timer is called with. */
// @ts-ignore: decorator
@inline export const OWNER: usize = WAITERS;
// @ts-ignore: decorator
@inline const FUNCTION: usize = PROMISE_SIZE;
/** Size of a timer with a function, and without further fields. */
// @ts-ignore: decorator
@inline export const TIMER_SIZE: usize = PROMISE_SIZE + 4;

/** `nextDeadline()` where there is none. */
export const NEVER: i64 = i64.MAX_VALUE;
/** Longest delay, in nanoseconds: 100 years. Longer ones are cut to it. */
const MAX_DELAY: i64 = 100 * 366 * 86_400 * 1_000_000_000;

/** Whether any timer has a function: the compiler says so (src/compiler/statics/parts.ts). */
// @ts-ignore: decorator
@global let __has_callbacks: bool = true;
/** First flags of a timer with a function: only who makes one reads them. */
// @ts-ignore: decorator
@global let __callback_flags: u32 = 0;

/** Time of the turn, in nanoseconds. */
let time: i64 = 0;

/** Sets the time of the turn. It never goes back. */
export function setNow(now: i64): void {
  if (now > time) time = now;
}

/**
 * Monotonic time of the turn, in nanoseconds; before the first turn, of when it was first asked for. `__clock` is the
 * reactor's.
 */
export function getNow(): i64 {
  if (isDefined(POLLEN_HOSTED)) time = max(time, __clock()); // which may have been told since
  else if (!time) time = __clock();
  return time;
}

/** How many timers are pending. */
export function pendingTimers(): i32 {
  let count = 0;
  for (let slot: u32 = 0; slot < SLOTS; slot++) {
    for (let timer = firstOf(slot); timer; timer = load<usize>(timer, AFTER)) count++;
  }
  return count;
}

/**
 * Starts a timer that queues a function when it expires.
 * @param delay nanoseconds from the time of the turn
 * @param resume table index of `(timer, owner) => void`
 * @param owner managed
 * @param size all bytes of the timer
 */
export function startTimer(delay: i64, resume: u32, owner: usize, size: usize = TIMER_SIZE): usize {
  const timer = newTimer(resume, owner, size);
  restartTimer(timer, delay);
  return timer;
}

// @ts-ignore: decorator
@lazy const stop = (timer: usize): void => { stopTimer(timer); };

/** Makes a timer that is not pending; the parameters are those of `startTimer`. */
export function newTimer(resume: u32, owner: usize, size: usize): usize {
  const timer = newFrame(size, resume, 0, __callback_flags);
  store<u32>(timer, resume, FUNCTION);
  store<usize>(timer, owner, OWNER);
  __link(timer, owner, false);
  return timer;
}

/**
 * Starts a timer that is an operation, fulfilled when it expires.
 * @param delay nanoseconds from the time of the turn
 * @param direct of `takeDirect()`
 */
export function startDelay(delay: i64, direct: u32): usize {
  meetTimers(stop.index);
  const timer = newOperation(PROMISE_SIZE, 0, 0, 0, direct);
  restartTimer(timer, delay);
  return timer;
}

/** Starts a timer that is not pending once more. */
export function restartTimer(timer: usize, delay: i64): void {
  store<u8>(timer, load<u8>(timer, FLAGS) | Flag.TIMER, FLAGS);
  store<i64>(timer, getNow() + min(max(delay, 0), MAX_DELAY), DEADLINE);
  insert(timer);
}

/** Puts a timer into its slot, behind the others there. */
function insert(timer: usize): void {
  const slot = slotOf(load<i64>(timer, DEADLINE)), first = firstOf(slot);
  store<usize>(timer, 0, AFTER);
  if (!first) {
    store<usize>(timer, timer, BEFORE);
    setFirst(slot, timer);
    return;
  }
  const last = load<usize>(first, BEFORE);
  store<usize>(last, timer, AFTER);
  barrier(last, timer);
  store<usize>(timer, last, BEFORE);
  store<usize>(first, timer, BEFORE);
}

/** Takes a timer out of its slot, whose first one is `first`. Returns whether it has a function. */
// @ts-ignore: decorator
@inline function remove(timer: usize, slot: u32, first: usize): bool {
  const after = load<usize>(timer, AFTER), before = load<usize>(timer, BEFORE);
  if (timer == first) {
    if (after) store<usize>(after, before, BEFORE);
    setFirst(slot, after);
  } else {
    store<usize>(before, after, AFTER);
    if (after) barrier(before, after);
    store<usize>(after ? after : first, before, BEFORE);
  }
  store<usize>(timer, 0, AFTER);
  store<u64>(timer, 0, DEADLINE);
  const flags = load<u8>(timer, FLAGS);
  store<u8>(timer, flags & ~<u32>Flag.TIMER, FLAGS);
  return __has_callbacks && !(flags & Flag.OPERATION);
}

/** Makes a timer that has a function, and is in no slot, a promise like others again. */
// @ts-ignore: decorator
@inline function restore(timer: usize): void {
  store<u32>(timer, load<u32>(timer, FUNCTION), RESUME);
  store<usize>(timer, load<usize>(timer, OWNER), AWAITING);
}

/** Stops a timer; tells whether it was still pending. */
export function stopTimer(timer: usize): bool {
  if (!(load<u8>(timer, FLAGS) & Flag.TIMER)) return false;
  const slot = slotOf(load<i64>(timer, DEADLINE));
  if (remove(timer, slot, firstOf(slot))) restore(timer);
  return true;
}

/** Expires the timer that is due first, if one is. */
export function popDue(): bool {
  const now: u64 = time >> TICK_BITS;
  while (true) {
    const slot = nextSlot();
    if (slot < LOWEST) return popDueOf(slot);
    if (slot == SLOTS) break;
    const start = startOf(slot);
    if (start > now) break;
    turnTo(start);
    cascade(slot);
  }
  turnTo(now);
  return false;
}

/** The same for a slot of the lowest level. */
// @ts-ignore: decorator
@inline function popDueOf(slot: u32): bool {
  const first = firstOf(slot);
  let timer = first;
  do {
    if (TICK_BITS && load<i64>(timer, DEADLINE) > time) continue;
    if (remove(timer, slot, first)) {
      restore(timer);
      schedule(timer);
    } else fulfillVoid(timer);
    return true;
  } while ((timer = load<usize>(timer, AFTER)));
  return false;
}

/** Moves the timers of a slot that the time has entered to lower levels. */
function cascade(slot: u32): void {
  let timer = firstOf(slot);
  setFirst(slot, 0);
  while (timer) {
    const after = load<usize>(timer, AFTER);
    insert(timer);
    timer = after;
  }
}

/**
 * When the next timer is due, in nanoseconds, or a time before that at which the wheel wants to turn; or `NEVER`. It is
 * ahead of the time of the turn, if nothing is due: who sleeps until then gets on.
 */
export function nextDeadline(): i64 {
  const slot = nextSlot();
  if (slot == SLOTS) return NEVER;
  const start: i64 = startOf(slot) << TICK_BITS;
  let timer = firstOf(slot), earliest = load<i64>(timer, DEADLINE);
  for (let looked = 0; looked < 8 || start <= time; looked++) {
    timer = load<usize>(timer, AFTER);
    if (!timer) return earliest;
    earliest = min(earliest, load<i64>(timer, DEADLINE));
  }
  return start;
}
