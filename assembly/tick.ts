// A reactor in the sense of WASI: a module that never blocks, because its host's thread must not, or cannot.
//
//   _initialize()   runs the top level of the module; an async `main` is called, and has returned at its first await
//   tick()          one turn; the host calls it when the time that it returned is over, or when an event may have come
//
// What `main` returns ends the program, as in a command: by `proc_exit`, also where the code is 0.
import { FLAGS, Flag, STATUS, Status } from "./core/layout";
import { isHeld } from "./core/ready";
import { exitCode, setExitCode } from "./hosted/exit";
import { provideTurn } from "./hosted/turn";
import { idle } from "./reactor/reactor";
import { collectGrown, tick as turn } from "./run";
import { proc_exit } from "./wasi/preview1";

/** Runs what the host has queued, and tells whether there is more; null in a module that the host queues nothing in. */
let runQueued: (() => bool) | null = null;

/** Sets what each turn begins with. */
export function beginTurnsWith(run: () => bool): void { runQueued = run; }

let main: usize = 0;
let end: ((main: usize) => i32) | null = null;

/** Ends the program once the promise of `main` has settled, or never will: `how` returns the exit code. */
export function endLater(promise: usize, how: (promise: usize) => i32): void {
  store<u8>(promise, load<u8>(promise, FLAGS) | Flag.HANDLED, FLAGS);
  main = promise;
  end = how;
}

/** Whether there is something whose end is that of the program. */
export function willEnd(): bool { return end !== null; }

/** The exit code, if the program has ended, or if nothing can ever happen again; else -1. */
export function codeOfMain(isStuck: bool): i32 {
  const how = end;
  return how !== null && (load<u8>(main, STATUS) != Status.PENDING || isStuck) ? how(main) : -1;
}

/** A turn, and what the host has queued before it. Returns what `tick` does. */
function turnOfHost(): f64 {
  const run = runQueued, isMore = run !== null && run();
  const ms = turn();
  if (ASC_RUNTIME == 1 /* minimal */) collectGrown();
  return isHeld() ? Infinity : isMore ? 0 : ms;
}

/** For modules without imports: the turn of one in which something can be ready. What `main` returns is told, and ends nothing. */
// @ts-ignore: decorator
@global function __drive(): void {
  provideTurn((): f64 => {
    const ms = turnOfHost();
    if (exitCode() < 0) setExitCode(codeOfMain(false));
    return ms;
  });
}

/**
 * Runs one turn without blocking.
 * @returns in how many milliseconds it next wants to run: 0 at once, Infinity not before an event
 */
export function tick(): f64 {
  const ms = turnOfHost(), code = codeOfMain(ms == Infinity && idle());
  if (code >= 0) proc_exit(code);
  return ms;
}
