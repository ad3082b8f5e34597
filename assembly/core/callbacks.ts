// The web's callback timers and `queueMicrotask` (WHATWG HTML, 8.6 and 8.7).
import { newFrame } from "./frame";
import { FRAME_BASE, POINT } from "./layout";
import { schedule } from "./ready";
import { endWith } from "./rejections";
import { nanoseconds } from "./sleep";
import { ownerOf, restartTimer, startTimer, stopTimer } from "./timers";

/** What the identifier of a callback timer stands for. */
class Callback {
  timer: usize = 0;
  constructor(readonly id: i32, readonly run: () => void, readonly interval: i64) {}
}

/** The callback timers that can be cleared; the timers are kept alive by the wheel, or by the job that they are. */
// @ts-ignore: decorator
@lazy const callbacks = new Map<i32, Callback>();
let lastId = 0;

const fire = (timer: usize, _: usize): void => {
  const callback = changetype<Callback>(ownerOf(timer));
  if (!callbacks.has(callback.id)) return; // cleared after it had expired
  if (callback.interval < 0) callbacks.delete(callback.id);
  try {
    callback.run();
  } catch (e) {
    endWith(e, "Uncaught ");
  }
  if (callback.interval >= 0 && callbacks.has(callback.id)) restartTimer(timer, callback.interval);
};

function start(run: () => void, delay: i64, interval: i64): i32 {
  const callback = new Callback(++lastId, run, interval);
  callbacks.set(callback.id, callback);
  callback.timer = startTimer(delay, fire.index, changetype<usize>(callback));
  return callback.id;
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
  if (!callbacks.has(id)) return;
  stopTimer(callbacks.get(id).timer);
  callbacks.delete(id);
}

/** Stops a timer of `setInterval`. */
// @ts-ignore: decorator
@global export function clearInterval(id: i32): void { clearTimeout(id); }

/** The suspension point of a microtask: its slot is live. */
// @ts-ignore: decorator
@lazy const MICROTASK_POINT = memory.data<u32>([0, 0, 0b1]);

const runMicrotask = (job: usize, _: usize): void => {
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
