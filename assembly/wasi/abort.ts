// What AssemblyScript's runtime calls: `abort`, `trace` and `seed`.
import { dtoa_buffered } from "util/number";
import { endAtOnce } from "../hosted/exit";
import { randomBits } from "./calls";
import { print, printEnd, printNumber, printText, printTo, printUnits } from "./print";

/**
 * Ends the program: prints "abort: message at file:line:column" to standard error and traps, so that the host adds the
 * stack of the module. The host decides on the exit code (wasmtime, Pollen's own, and modules without imports: 134).
 */
// @ts-ignore: decorator
@global export function pollen_abort(
  message: string | null = null, file: string | null = null, line: u32 = 0, column: u32 = 0,
): void {
  printTo(2);
  printText(__text("abort"));
  if (changetype<usize>(message) && message.length) {
    printText(__text(": "));
    print(message);
  }
  if (changetype<usize>(file)) {
    printText(__text(" at "));
    print(file);
    printText(__text(":"));
    printNumber(line);
    printText(__text(":"));
    printNumber(column);
  }
  printEnd();
  if (isDefined(POLLEN_HOSTED)) endAtOnce(134);
  else unreachable();
}

/** Longest text of a number: that of AssemblyScript's `util/number`. */
// @ts-ignore: decorator
@lazy const number = memory.data(64);

/** Prints "trace: message numbers" to standard error. */
// @ts-ignore: decorator
@global export function pollen_trace(
  message: string, n: i32 = 0, a0: f64 = 0, a1: f64 = 0, a2: f64 = 0, a3: f64 = 0, a4: f64 = 0,
): void {
  printTo(2);
  printText(__text("trace: "));
  print(message);
  for (let i = 0; i < n; i++) {
    printText(i ? __text(", ") : __text(" "));
    printUnits(number, <i32>dtoa_buffered(number, i == 0 ? a0 : i == 1 ? a1 : i == 2 ? a2 : i == 3 ? a3 : a4));
  }
  printEnd();
}

/** Seeds `Math.random`. */
// @ts-ignore: decorator
@global export function pollen_seed(): f64 {
  return reinterpret<f64>(randomBits());
}
