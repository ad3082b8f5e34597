// Asynchrony in the canonical ABI of the component model: waitables (calls that have not returned, ends of streams and
// futures), sets of them, and what an async export returns to its host.
//
//   async import ──▶ (subtask << 4) | state        stream.read, .write, future.read ──▶ BLOCKED, or (count << 4) | result
//        │                                              │
//        └──── waitable-join(subtask, set) ─────────────┴──▶ event (kind, waitable, code) at the callback, or from `poll`
//
// Source: WebAssembly/component-model, design/mvp/CanonicalABI.md and Concurrency.md.

/** What stream.read and its kin return when an event is to come. */
// @ts-ignore: decorator
@inline export const BLOCKED: i32 = -1;

/** Kinds of events. */
export const enum Event {
  NONE = 0, SUBTASK = 1, STREAM_READ = 2, STREAM_WRITE = 3, FUTURE_READ = 4, FUTURE_WRITE = 5, TASK_CANCELLED = 6,
}

/** States of a call: the low four bits of what an async import returns, and the code of its events. */
export const enum SubtaskState { STARTING = 0, STARTED = 1, RETURNED = 2 }

/** How a copy ended: the low four bits of its code. In the others: how many elements were copied. */
export const enum CopyResult { COMPLETED = 0, DROPPED = 1, CANCELLED = 2 }

/** What an async export, or its callback, returns: that it has ended, wants to go on at once, or waits for a set. */
export const enum CallbackCode { EXIT = 0, YIELD = 1, WAIT = 2 }

// @ts-ignore: decorator
@external("$root", "[waitable-set-new]")
export declare function newSet(): i32;
/** Takes an event without waiting. Its kind is returned; waitable and code go to the cell, 8 bytes. */
// @ts-ignore: decorator
@external("$root", "[waitable-set-poll]")
export declare function pollSet(set: i32, cell: usize): i32;
/** Waits for an event. */
// @ts-ignore: decorator
@external("$root", "[waitable-set-wait]")
export declare function waitForSet(set: i32, cell: usize): i32;
/** Puts a waitable into a set; 0: into none. */
// @ts-ignore: decorator
@external("$root", "[waitable-join]")
export declare function join(waitable: i32, set: i32): void;
/** Calls a call off, and returns its state. */
// @ts-ignore: decorator
@external("$root", "[subtask-cancel]")
export declare function cancelSubtask(subtask: i32): i32;
// @ts-ignore: decorator
@external("$root", "[subtask-drop]")
export declare function dropSubtask(subtask: i32): void;
/** Keeps a number for the task that is running, and its callbacks. */
// @ts-ignore: decorator
@external("$root", "[context-set-0]")
export declare function setTaskNumber(number: i32): void;
// @ts-ignore: decorator
@external("$root", "[context-get-0]")
export declare function taskNumber(): i32;
/** Says that the task that is running has been called off, as it was asked to be: instead of its result. */
// @ts-ignore: decorator
@external("[export]$root", "[task-cancel]")
export declare function confirmCancelled(): void;
