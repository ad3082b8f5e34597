// What surrounds the user's `main`: the transform ends the entry file with a call of `__run_main`.
import { STATUS, Status } from "./core/layout";
import { setUnhandled } from "./core/rejections";
import { reasonOf, valueOf } from "./core/settle";
import { pendingTasks } from "./core/task";
import { runUntil } from "./run";

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "args_sizes_get")
declare function args_sizes_get(count: usize, bytes: usize): u16;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "args_get")
declare function args_get(pointers: usize, bytes: usize): u16;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: i32, iovecs: usize, count: usize, written: usize): u16;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "proc_exit")
declare function proc_exit(code: i32): void;

// @ts-ignore: decorator
@lazy const cell = memory.data(16);

/** The user's arguments, without the program's name. */
// @ts-ignore: decorator
@global export function __main_args(): string[] {
  const args = new Array<string>();
  if (args_sizes_get(cell, cell + 4)) return args;
  const count = load<u32>(cell);
  if (count < 2) return args;
  const size = (count << 2) + load<u32>(cell, 4);
  const pointers = heap.alloc(size);
  if (!args_get(pointers, pointers + (count << 2))) {
    for (let i: u32 = 1; i < count; i++) {
      const text = load<usize>(pointers + (i << 2));
      args.push(String.UTF8.decodeUnsafe(text, pointers + size - text, true));
    }
  }
  heap.free(pointers);
  return args;
}

function printError(message: string): void {
  const bytes = String.UTF8.encode(message + "\n");
  let at = changetype<usize>(bytes), left = <usize>bytes.byteLength;
  while (left) {
    store<usize>(cell, at);
    store<usize>(cell, left, 4);
    if (fd_write(2, cell, 1, cell + 8)) return;
    const written = load<usize>(cell, 8);
    if (!written) return;
    at += written;
    left -= written;
  }
}

function describe(reason: Error): string {
  return reason.toString() + reason.stack;
}

/** Runs the program until `main` has ended, and exits with its code. */
// @ts-ignore: decorator
@global export function __run_main<P>(main: P): void {
  setUnhandled((error: Error): void => {
    printError("Uncaught " + describe(error));
    proc_exit(1);
  });
  const promise = changetype<usize>(main);
  if (!runUntil(promise)) {
    printError("main is still waiting, and nothing is left that could wake it");
    proc_exit(1);
  }
  const left = pendingTasks();
  for (let i = 0; i < left.length; i++) printError("Task still pending at exit: " + left[i]);
  if (load<u8>(promise, STATUS) == Status.REJECTED) {
    printError("Uncaught " + describe(reasonOf(promise)));
    proc_exit(1);
  }
  if (!isVoid<Awaited<P>>()) {
    const code = <i32>valueOf<Awaited<P>>(promise);
    if (code) proc_exit(code);
  }
}
