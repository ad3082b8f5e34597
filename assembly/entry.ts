// What surrounds the user's `main`: the transform ends the entry file with a call of `__run_main`.
//
// A command runs until `main` has ended before it returns. Where the host has the event loop (a reactor, `hosted`, WASI 0.3) it
// returns at once, and `main` is ended by the turn in which it settles: see tick.ts.
import { STATUS, Status } from "./core/layout";
import { modulesEvaluated } from "./core/modules";
import { Promise } from "./core/promise";
import { setUnhandled } from "./core/rejections";
import { isRejected, reasonOf, valueOf } from "./core/settle";
import { stackOf } from "./core/stack";
import { describeTasks, TaskReport } from "./core/unfinished";
import { runUntil } from "./run";
import { endLater } from "./tick";
import { exit, fail } from "./wasi/exit";
import { proc_exit } from "./wasi/preview1";
import { print, printEnd, printText, printTo } from "./wasi/print";
import { readArguments } from "./wasi/process";

/** Whether the host has the event loop. */
// @ts-ignore: decorator
@inline const RETURNS_AT_ONCE: bool = isDefined(POLLEN_WASI_REACTOR) || isDefined(POLLEN_HOSTED) || isDefined(POLLEN_WASIP3);

/** The user's arguments, without the program's name. */
// @ts-ignore: decorator
@global export function __main_args(): string[] {
  return readArguments().slice(1);
}

/** What the program ends with: a root of the collector. */
let program: Object | null = null;

function keepProgram(promise: usize): usize {
  program = changetype<Object>(promise);
  return promise;
}

/** Prints what a rejection says, and where it came from. */
function printReason(what: string, reason: Error): void {
  const text = reason.toString(); // which may be the program's own, and print
  printTo(2);
  print(what);
  print(text);
  print(reason.stack);
  printEnd();
}

/** Lets errors that nobody handles end the program. */
export function endOnErrors(): void {
  setUnhandled((error: Error, what: string): void => {
    printReason(what, error);
    fail();
  });
}

/**
 * Says that nothing can ever wake what the program waits for, and where that and each task wait.
 * @param what of `__text`
 */
export function printStuck(what: usize, promise: usize): void {
  printTo(2);
  printText(__text("Deadlock: "));
  printText(what);
  printText(__text(" is still waiting, and nothing is left that could wake it"));
  if (isDefined(POLLEN_SITES)) print(stackOf(promise));
  printEnd();
  printTasks(__text(""), TaskReport.DEADLOCK);
}

/** Prints a line for each pending task. */
function printTasks(what: usize, whatFor: TaskReport): void {
  const tasks = describeTasks(whatFor);
  if (tasks === null) return;
  for (let i = 0; i < tasks.length; i++) {
    printTo(2);
    printText(what);
    print(tasks[i]);
    printEnd();
  }
}

/** Ends the program with an error that nothing has handled. */
export function endWithReason(reason: Error): void {
  printReason("Uncaught ", reason);
  fail();
}

/**
 * Runs the program until all modules that await at their top level, and those that import them, are evaluated; and then
 * what runs its `main`, if it has one. A reactor does so in the turns to come.
 */
// @ts-ignore: decorator
@global export function __run_modules(main: (() => void) | null): void {
  endOnErrors();
  const promise = keepProgram(modulesEvaluated());
  if (RETURNS_AT_ONCE) {
    if (isDefined(POLLEN_WASIP3) && !isDefined(POLLEN_HTTP)) endLater(promise, endModules);
    changetype<Promise<void>>(promise).then<void>(() => {
      if (main !== null) main();
    }, endWithReason);
    return;
  }
  if (!runUntil(promise, true)) {
    printStuck(__text("the program"), promise);
    fail();
  }
  if (isRejected(promise)) endWithReason(reasonOf(promise));
  if (main !== null) main();
}

/** The exit code of a program without a `main`, when its modules are evaluated, or never will be. */
function endModules(promise: usize): i32 {
  if (load<u8>(promise, STATUS) != Status.PENDING) return 0;
  printStuck(__text("the program"), promise);
  return 1;
}

/** Runs the program until `main` has ended, and exits with its code. */
// @ts-ignore: decorator
@global export function __run_main<P>(main: P): void {
  endOnErrors();
  const promise = keepProgram(changetype<usize>(main));
  if (RETURNS_AT_ONCE) {
    endLater(promise, (settled: usize): i32 => endMain<P>(settled));
    return;
  }
  runUntil(promise, true);
  const code = endMain<P>(promise);
  if (!code) return;
  if (isVoid<Awaited<P>>()) proc_exit(code);
  else exit(code);
}

/** Says what is to be said when `main` has settled, or never will, and returns the exit code. */
function endMain<P>(promise: usize): i32 {
  if (!isDefined(POLLEN_HOSTED) && load<u8>(promise, STATUS) == Status.PENDING) {
    printStuck(__text("main"), promise);
    return 1;
  }
  if (!isDefined(POLLEN_HOSTED)) { // which goes on
    printTasks(__text("Task still pending at exit: "), TaskReport.END);
  }
  if (isRejected(promise)) {
    printReason("Uncaught ", reasonOf(promise));
    return 1;
  }
  if (!isVoid<Awaited<P>>()) return <i32>valueOf<Awaited<P>>(promise);
  return 0;
}
