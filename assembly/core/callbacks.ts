// The web's callback timers and `queueMicrotask` (WHATWG HTML, 8.6 and 8.7).
//
// A callback timer has two fields more than other timers; its owner is the callback:
//
//          32     36
//   ┌─────┬──────┬──────────────┐
//   │ ... │ id   │ interval     │
//   │     │ u32  │ i64, ns      │
//   └─────┴──────┴──────────────┘
//   interval   from the end of a call to the next one; negative: there is one call only
import { addTimer, removeTimer, timerOf } from "./callback_ids";
import { newFrame, release } from "./frame";
import { FRAME_BASE, POINT } from "./layout";
import { schedule } from "./ready";
import { endWith } from "./rejections";
import { nanoseconds } from "./sleep";
import { OWNER, restartTimer, startTimer, stopTimer, TIMER_SIZE } from "./timers";

// @ts-ignore: decorator
@inline const ID: usize = TIMER_SIZE;
// @ts-ignore: decorator
@inline const INTERVAL: usize = TIMER_SIZE + 4;

let lastId: u32 = 0;

/** Gives a timer that is not pending back. */
function drop(timer: usize): void {
  store<usize>(timer, 0, OWNER);
  release(timer);
}

// @ts-ignore: decorator
@lazy const fire = (timer: usize, callback: usize): void => {
  const id = load<u32>(timer, ID), interval = load<i64>(timer, INTERVAL);
  if (timerOf(id) != timer) { // cleared after it had expired
    drop(timer);
    return;
  }
  if (interval < 0) {
    removeTimer(id);
    drop(timer);
  }
  try {
    changetype<() => void>(callback)();
  } catch (e) {
    endWith(e, "Uncaught ");
  }
  if (interval < 0) return;
  if (timerOf(id) == timer) restartTimer(timer, interval);
  else drop(timer);
};

function start(callback: () => void, delay: i64, interval: i64): i32 {
  const timer = startTimer(delay, fire.index, changetype<usize>(callback), TIMER_SIZE + 12), id = ++lastId;
  store<u32>(timer, id, ID);
  store<i64>(timer, interval, INTERVAL);
  addTimer(id, timer);
  return id;
}

/** Calls `callback` once, after `ms` milliseconds (at least 1, as in Node). Returns what `clearTimeout` takes. */
// @ts-ignore: decorator
@global export function setTimeout(callback: () => void, ms: f64 = 1): i32 {
  return start(callback, nanoseconds(max<f64>(ms, 1)), -1);
}

/** Calls `callback` every `ms` milliseconds (at least 1), counted from the end of the last call. */
// @ts-ignore: decorator
@global export function setInterval(callback: () => void, ms: f64 = 1): i32 {
  const delay = nanoseconds(max<f64>(ms, 1));
  return start(callback, delay, delay);
}

/** Stops a timer of `setTimeout`; an unknown or expired one is ignored. */
// @ts-ignore: decorator
@global export function clearTimeout(id: i32): void {
  const timer = timerOf(id);
  if (!timer) return;
  removeTimer(id);
  if (stopTimer(timer)) drop(timer); // else it is a job already
}

/** Stops a timer of `setInterval`. */
// @ts-ignore: decorator
@global export function clearInterval(id: i32): void { clearTimeout(id); }

/** The suspension point of a microtask: its slot is live. */
// @ts-ignore: decorator
@lazy const MICROTASK_POINT = memory.data<u32>([0, 0, 0b1]);

// @ts-ignore: decorator
@lazy const runMicrotask = (job: usize, _: usize): void => {
  try {
    changetype<() => void>(load<usize>(job, FRAME_BASE))();
  } catch (e) {
    endWith(e, "Uncaught ");
  }
};

/** Queues a job: `callback` is called after the current job and those queued before. */
// @ts-ignore: decorator
@global export function queueMicrotask(callback: () => void): void {
  const job = newFrame(FRAME_BASE + sizeof<usize>(), runMicrotask.index, 1, 0);
  store<usize>(job, MICROTASK_POINT, POINT);
  store<usize>(job, changetype<usize>(callback), FRAME_BASE);
  __link(job, changetype<usize>(callback), false);
  schedule(job);
}
