// The scheduler as a host sees it: tasks that it queues, and when they run. What a host calls, and nothing else. No function
// traps for what it is given: it returns an `ErrorCode`.
//
//   enqueue_task() ──▶ queued ──▶ its function is called ──▶ what that has made ready runs ──▶ the next task
//                         │          tick(), run_scheduler(), execute_next_task()
//                         └──▶ dequeue_task(): the host does it itself
import { OBJECT, TOTAL_OVERHEAD } from "rt/common";
import { runJobs, turn } from "../core/executor";
import { Promise } from "../core/promise";
import { hold, isHeld } from "../core/ready";
import { now } from "../reactor/reactor";
import { beginTurnsWith } from "../tick";
import { ErrorCode } from "./error_code";
import { append, FUNCTION, queueAddress, queueLength, takeFirst } from "./task_queue";

type Task = (id: i32) => void;
type AsyncTask = (id: i32) => Promise<void>;

/** Class of the object that a reference is to, as far as the memory tells; 0 if it cannot be one. */
function classOf(reference: usize): u32 {
  if (reference < TOTAL_OVERHEAD || reference > (<usize>memory.size() << 16) - 8) return 0;
  return changetype<OBJECT>(reference - TOTAL_OVERHEAD).rtId;
}

/**
 * Queues a task.
 * @param task_id a number of the host's, from 1 on
 * @param func_ptr a function of the module, as an export of it returns it: `(id: i32) => void` or `(id: i32) => Promise<void>`,
 *   which captures nothing (the object of a closure does not tell its type)
 * @returns 0, `BAD_ID` or `BAD_FUNCTION`
 */
export function enqueue_task(task_id: i32, func_ptr: usize): i32 {
  if (task_id <= 0) return ErrorCode.BAD_ID;
  const id = classOf(func_ptr);
  if (id != idof<Function<Task>>() && id != idof<Function<AsyncTask>>()) return ErrorCode.BAD_FUNCTION;
  append(task_id, func_ptr, now());
  beginTurnsWith(runQueued);
  return 0;
}

/** Takes the first task out of the queue, for the host to do itself. Returns its id; 0 if there is none. */
export function dequeue_task(): i32 {
  const entry = takeFirst();
  return entry ? load<i32>(entry) : 0;
}

/** Runs the first task, and what that makes ready. Returns its id; 0 if there is none, or if execution was yielded. */
export function execute_next_task(): i32 {
  const entry = isHeld() ? <usize>0 : takeFirst();
  if (!entry) return 0;
  const id = load<i32>(entry), task = load<usize>(entry, FUNCTION), context = __context;
  __context = null;
  if (classOf(task) == idof<Function<Task>>()) changetype<Task>(task)(id); // an error that it throws ends the program
  else changetype<AsyncTask>(task)(id);
  __context = context;
  runJobs();
  return id;
}

/** Runs the tasks that are queued when a turn begins. Tells whether there are more. */
function runQueued(): bool {
  for (let left = queueLength(); left && execute_next_task(); left--) {}
  return queueLength() > 0;
}

/**
 * Runs all tasks, all that they make ready, and the timers that are due at the time that was told last: until nothing is ready,
 * or execution is yielded.
 * @returns how many tasks were run
 */
export function run_scheduler(): i32 {
  let count = 0;
  do {
    while (execute_next_task()) count++;
  } while (!isHeld() && (turn(now()) == 0 || queueLength()));
  return count;
}

/**
 * Yields execution to the host: what runs ends, or comes to its next await, and from then on nothing runs until
 * `resume_execution`. Functions that the module calls may call this; calling it between turns holds the next ones.
 * @returns 1; 0 if it was yielded before
 */
export function yield_execution(): i32 { return <i32>hold(true); }

/** Lets execution go on, with the next turn. Returns 1; 0 if it was not yielded. */
export function resume_execution(): i32 { return <i32>hold(false); }

/** Address of the queue of tasks, as drawn in `abi/task_queue.ts`; 0 before the first. It moves when the queue grows. */
export function task_table(): usize { return queueAddress(); }
