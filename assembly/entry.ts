// What surrounds the user's `main`: the transform ends the entry file with a call of `__run_main`.
//
// A command runs until `main` has ended before it returns. A reactor (`--use POLLEN_WASI_REACTOR=ASC_TARGET`) returns at
// once, and `main` is ended by the turn of the host's event loop in which it settles: see tick.ts.
import { STATUS, Status } from "./core/layout";
import { setUnhandled } from "./core/rejections";
import { reasonOf, valueOf } from "./core/settle";
import { unfinishedTasks } from "./core/unfinished";
import { runUntil } from "./run";
import { endLater } from "./tick";
import { proc_exit } from "./wasi/preview1";
import { print, printEnd, printTo } from "./wasi/print";
import { readArguments } from "./wasi/process";

/** The user's arguments, without the program's name. */
// @ts-ignore: decorator
@global export function __main_args(): string[] {
  return readArguments().slice(1);
}

/** Prints what a rejection says, and where it came from. */
function printReason(what: string, reason: Error): void {
  printTo(2);
  print(what);
  print(reason.toString());
  print(reason.stack);
  printEnd();
}

/** Runs the program until `main` has ended, and exits with its code. */
// @ts-ignore: decorator
@global export function __run_main<P>(main: P): void {
  setUnhandled((error: Error, what: string): void => {
    printReason(what, error);
    proc_exit(1);
  });
  const promise = __pin(changetype<usize>(main));
  if (isDefined(POLLEN_WASI_REACTOR)) {
    endLater(promise, (settled: usize): i32 => endMain<P>(settled));
    return;
  }
  runUntil(promise, true);
  const code = endMain<P>(promise);
  if (code) proc_exit(code);
}

/** Says what is to be said when `main` has settled, or never will, and returns the exit code. */
function endMain<P>(promise: usize): i32 {
  if (load<u8>(promise, STATUS) == Status.PENDING) {
    printTo(2);
    print("main is still waiting, and nothing is left that could wake it");
    printEnd();
    return 1;
  }
  const unfinished = unfinishedTasks();
  for (let i = 0; i < unfinished.length; i++) {
    printTo(2);
    print("Task still pending at exit: ");
    print(unfinished[i]);
    printEnd();
  }
  if (load<u8>(promise, STATUS) == Status.REJECTED) {
    printReason("Uncaught ", reasonOf(promise));
    return 1;
  }
  if (!isVoid<Awaited<P>>()) return <i32>valueOf<Awaited<P>>(promise);
  return 0;
}
