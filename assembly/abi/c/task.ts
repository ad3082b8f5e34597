// Tasks of the C ABI (include/pollen.h has their state chart): functions of another module, polled by this executor. A task is
// a timer with fields of its own, so that what it waits for most often allocates nothing:
//
//          12        32         36       40       44       48
//   ┌─────┬──────┬───┬──────────┬────────┬────────┬────────┬────────────┐
//   │ ... │owner:│...│ function │ state  │ id     │ flags  │ descriptor │
//   │     │scope │   │ u32      │ ptr    │ i32    │ u32    │ ptr        │
//   └─────┴──────┴───┴──────────┴────────┴────────┴────────┴────────────┘
//   function     index in the table of the other module; 0 when it was dropped
//   flags        see `TaskFlag`
//   descriptor   what it waits for beside the time; the reactor keeps it alive
import { STATUS, Status } from "../../core/layout";
import { schedule } from "../../core/ready";
import { fulfillVoid } from "../../core/settle";
import { newTimer, OWNER, restartTimer, stopTimer, TIMER_SIZE } from "../../core/timers";
import { Descriptor, Direction } from "../../reactor/descriptor";
import { unwatch, watch } from "../../reactor/descriptors";
import { fileTypeOf } from "../../wasi/calls";
import { FileType } from "../../wasi/preview1";
import { entryOf, freeEntry, VALUE } from "../future_table";
import { Scope } from "./scope";

/** Calls a poll function of the other module: `pollen_call` of the header. */
// @ts-ignore: decorator
@external("env", "pollen_call")
declare function pollen_call(poll: usize, state: usize, waker: i32): i32;

const enum PollStatus { RUNNING = 0, YIELDED = 1, DONE = 2 }

const enum TaskFlag {
  /** It is in the ready queue, by `wake`. */
  QUEUED = 1,
  /** Its timer was started: it expires, or has put it into the ready queue. */
  TIMED = 2,
  /** Its function runs. */
  POLLED = 4,
  /** It was woken meanwhile. */
  WOKEN = 8,
  /** It was given up: its function has returned nonsense. */
  FAILED = 16,
}

// @ts-ignore: decorator
@inline const POLL: usize = TIMER_SIZE;
// @ts-ignore: decorator
@inline const STATE: usize = TIMER_SIZE + 4;
// @ts-ignore: decorator
@inline const ID: usize = TIMER_SIZE + 8;
// @ts-ignore: decorator
@inline const FLAGS: usize = TIMER_SIZE + 12;
// @ts-ignore: decorator
@inline const DESCRIPTOR: usize = TIMER_SIZE + 16;
// @ts-ignore: decorator
@inline const SIZE: usize = TIMER_SIZE + 20;

/** The task whose function runs, or 0. */
let current: usize = 0;

/** The task whose function runs, or 0. */
export function currentTask(): usize { return current; }

/** A descriptor that a task waits for. */
class IoWait extends Descriptor {
  constructor(fd: i32, private readonly task: usize) {
    super(fd);
    const type = fileTypeOf(fd);
    if (type == FileType.REGULAR_FILE || type == FileType.DIRECTORY) this.always = Direction.READ | Direction.WRITE;
  }

  onReady(direction: Direction): void { wake(this.task); }
}

// @ts-ignore: decorator
@inline function has(task: usize, flag: TaskFlag): bool { return (load<u32>(task, FLAGS) & flag) != 0; }

// @ts-ignore: decorator
@inline function set(task: usize, flag: TaskFlag): void { store<u32>(task, load<u32>(task, FLAGS) | flag, FLAGS); }

// @ts-ignore: decorator
@inline export function scopeOf(task: usize): Scope { return changetype<Scope>(load<usize>(task, OWNER)); }

// @ts-ignore: decorator
@inline export function isDone(task: usize): bool { return load<u8>(task, STATUS) != Status.PENDING; }

/** Whether it has ended because its function returned no status. */
export function hasFailed(task: usize): bool { return has(task, TaskFlag.FAILED); }

/** Makes a task and queues it. `id` is its handle, whose entry keeps it alive. */
export function newTask(scope: Scope, state: usize, poll: usize, id: i32): usize {
  const task = newTimer(step.index, changetype<usize>(scope), SIZE);
  memory.fill(task + TIMER_SIZE, 0, SIZE - TIMER_SIZE);
  store<usize>(task, poll, POLL);
  store<usize>(task, state, STATE);
  store<i32>(task, id, ID);
  scope.add();
  queue(task);
  return task;
}

function queue(task: usize): void {
  set(task, TaskFlag.QUEUED);
  schedule(task);
}

/** Wakes a task; tells whether it is not done. */
export function wake(task: usize): bool {
  if (isDone(task)) return false;
  if (has(task, TaskFlag.POLLED)) set(task, TaskFlag.WOKEN);
  else if (!has(task, TaskFlag.QUEUED | TaskFlag.TIMED) || stopTimer(task)) {
    if (!has(task, TaskFlag.QUEUED)) queue(task);
  }
  return true;
}

/** Wakes the task that is polled after a time. */
export function awaitAfter(delay: i64): void {
  stopTimer(current);
  set(current, TaskFlag.TIMED);
  restartTimer(current, delay);
}

/** Wakes the task that is polled when a descriptor is ready for one of some directions. */
export function awaitIo(fd: i32, directions: i32): void {
  forgetDescriptor(current);
  const descriptor = new IoWait(fd, current);
  store<usize>(current, changetype<usize>(descriptor), DESCRIPTOR);
  if (directions & Direction.READ) watch(descriptor, Direction.READ);
  if (directions & Direction.WRITE) watch(descriptor, Direction.WRITE);
}

function forgetDescriptor(task: usize): void {
  const descriptor = load<usize>(task, DESCRIPTOR);
  if (!descriptor) return;
  store<usize>(task, 0, DESCRIPTOR);
  unwatch(changetype<Descriptor>(descriptor));
}

/** Its turn. What it waited for is forgotten, whatever has woken it. */
const step = (task: usize, _: usize): void => {
  const poll = load<usize>(task, POLL);
  if (!poll) return;
  store<u32>(task, TaskFlag.POLLED, FLAGS);
  forgetDescriptor(task);
  const outer = current;
  current = task;
  const status = pollen_call(poll, load<usize>(task, STATE), load<i32>(task, ID));
  current = outer;
  if (isDone(task)) return; // it was dropped meanwhile
  const isWoken = has(task, TaskFlag.WOKEN), isTimed = has(task, TaskFlag.TIMED);
  store<u32>(task, isTimed ? TaskFlag.TIMED : 0, FLAGS);
  if (status == PollStatus.YIELDED && !isWoken) return;
  stopTimer(task);
  store<u32>(task, 0, FLAGS);
  if (status == PollStatus.RUNNING || status == PollStatus.YIELDED) {
    queue(task);
    return;
  }
  if (status != PollStatus.DONE) set(task, TaskFlag.FAILED);
  endTask(task);
};

/** Ends a task: it is not polled any more. Its handle lives as long as wakers do. */
export function endTask(task: usize): void {
  const scope = scopeOf(task);
  stopTimer(task);
  forgetDescriptor(task);
  store<usize>(task, 0, POLL);
  store<usize>(task, 0, OWNER);
  fulfillVoid(task);
  scope.remove();
  releaseHandle(load<i32>(task, ID));
}

/** One holder less of a task's handle: the last one frees it. */
export function releaseHandle(id: i32): void {
  const entry = entryOf(id), holders = load<u32>(entry, VALUE) - 1;
  if (holders) store<u32>(entry, holders, VALUE);
  else freeEntry(entry);
}
