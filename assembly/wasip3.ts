// What a command for WASI 0.3 exports (`--target wasip3`): `wasi:cli/run`, whose `run` is async. It calls the module's start
// function, in which `main` returns at its first await, and then `__run`. From there on the host calls back: a step is a turn
// of the executor, and returns what the program waits for. Nothing blocks.
//
//   run ──▶ step ──▶ WAIT, with the set ──▶ an event ──▶ callback ──▶ step ... ──▶ EXIT
//               └──▶ YIELD ─────────────────────────────▶ callback
import { idle, poll } from "./reactor/reactor";
import { CallbackCode, Event } from "./component/waitable";
import { turn } from "./core/executor";
import { NEVER } from "./core/timers";
import { anyDue, anyPressing, PAUSE } from "./reactor/due";
import { arm, deliver, disarm, now, theSet } from "./reactor/wasip3";
import { collectGrown } from "./run";
import { codeOfMain, willEnd } from "./tick";
import { exit } from "./wasi/exit";
export { cabi_realloc } from "./component/memory";

/** Gives the result of `run`: 0 ok, 1 error. */
// @ts-ignore: decorator
@external("[export]wasi:cli/run@0.3.0", "[task-return]run")
declare function returnRun(result: i32): void;

/** Behind the start function. */
export function __run(): i32 { return step(); }

/** An event has come, or the host has come back from a yield. */
export function __run_callback(event: Event, waitable: i32, code: i32): i32 {
  deliver(event, waitable, code);
  return step();
}

function step(): i32 {
  poll(0);
  let deadline = turn(now());
  const isBusy = deadline == 0 || anyPressing();
  if (!isBusy && anyDue()) deadline = min(deadline, now() + PAUSE);
  const code = willEnd() ? codeOfMain(!isBusy && deadline == NEVER && idle()) : 0;
  if (code >= 0) return end(code);
  if (ASC_RUNTIME == 1 /* minimal */) collectGrown();
  if (isBusy || (deadline != NEVER && !arm(deadline))) return CallbackCode.YIELD;
  return CallbackCode.WAIT | theSet() << 4;
}

function end(code: i32): i32 {
  if (code) exit(code);
  disarm();
  returnRun(0);
  return CallbackCode.EXIT;
}
