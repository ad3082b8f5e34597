// The console (WHATWG Console Standard), printed as Node prints it. It writes at once, past the executor: a text that
// `stdout.write` has not yet written out comes later.
import { timeOf } from "./calls";
import { Clock } from "./preview1";
import { print, printEnd, printRange, printText, printTo } from "./print";

// @ts-ignore: decorator
@lazy const timers = new Map<string, i64>();
// @ts-ignore: decorator
@lazy const counts = new Map<string, i32>();
/** Number of groups that are open. */
// @ts-ignore: decorator
@lazy let depth = 0;

function printLine(fd: i32, text: string): void {
  printTo(fd);
  if (depth) printIndented(text);
  else print(text);
  printEnd();
}

function printIndented(text: string): void {
  let start = 0;
  for (let i = 0, length = text.length; i < length; i++) {
    if (i == start) for (let level = 0; level < depth; level++) printText(__text("  "));
    if (text.charCodeAt(i) != 0x0a) continue;
    printRange(text, start, i + 1);
    start = i + 1;
  }
  printRange(text, start, text.length);
}

/** Time since a timer was started: "1.234ms", or seconds from one second on. */
function elapsed(label: string): string {
  const time = timeOf(Clock.MONOTONIC) - timers.get(label);
  const inSeconds = time >= 1_000_000_000;
  const thousandths = inSeconds ? (time + 500_000) / 1_000_000 : (time + 500) / 1000;
  const fraction = (thousandths % 1000).toString().padStart(3, "0");
  return (thousandths / 1000).toString() + "." + fraction + (inSeconds ? "s" : "ms");
}

function warnOfTimer(label: string, method: string): bool {
  if (timers.has(label)) return false;
  printLine(2, "Warning: No such label '" + label + "' for console." + method + "()");
  return true;
}

// @ts-ignore: decorator
@global export namespace pollen_console {
  /** Prints to standard error that an assertion failed, unless `condition` holds. */
  export function assert<T>(condition: T, message: string = ""): void {
    if (!condition) printLine(2, message.length ? "Assertion failed: " + message : "Assertion failed");
  }

  /** Prints to standard output. */
  export function log(message: string = ""): void { printLine(1, message); }

  /** Prints to standard output. */
  export function debug(message: string = ""): void { printLine(1, message); }

  /** Prints to standard output. */
  export function info(message: string = ""): void { printLine(1, message); }

  /** Prints to standard error. */
  export function warn(message: string = ""): void { printLine(2, message); }

  /** Prints to standard error. */
  export function error(message: string = ""): void { printLine(2, message); }

  /** Counts the calls with this label, and prints the count. */
  export function count(label: string = "default"): void {
    const value = (counts.has(label) ? counts.get(label) : 0) + 1;
    counts.set(label, value);
    printLine(1, label + ": " + value.toString());
  }

  /** Lets the count of this label start again. */
  export function countReset(label: string = "default"): void {
    if (!counts.delete(label)) printLine(2, "Warning: Count for '" + label + "' does not exist");
  }

  /** Prints, and indents what is printed until `groupEnd`. */
  export function group(label: string = ""): void {
    if (label.length) printLine(1, label);
    depth++;
  }

  /** Ends the indentation of the last `group`. */
  export function groupEnd(): void { depth = max(depth - 1, 0); }

  /** Starts a timer. */
  export function time(label: string = "default"): void {
    if (timers.has(label)) printLine(2, "Warning: Label '" + label + "' already exists for console.time()");
    else timers.set(label, timeOf(Clock.MONOTONIC));
  }

  /** Prints how long a timer has run. */
  export function timeLog(label: string = "default"): void {
    if (!warnOfTimer(label, "timeLog")) printLine(1, label + ": " + elapsed(label));
  }

  /** Prints how long a timer has run, and ends it. */
  export function timeEnd(label: string = "default"): void {
    if (warnOfTimer(label, "timeEnd")) return;
    printLine(1, label + ": " + elapsed(label));
    timers.delete(label);
  }
}
