// How a program ends with an exit code of its own.
//
// Preview1 has `proc_exit`. Under WASI 0.2 its adapter only knows success and failure, so components import what takes a
// code; it is imported by programs alone whose `main` returns one, or which call `process.exit`: hosts older than WASI
// 0.2.12 do not have it. What answers requests has no exit code: it traps, through the adapter.
import { endAtOnce } from "../hosted/exit";
import { proc_exit } from "./preview1";

// @ts-ignore: decorator
@external("wasi:cli/exit@0.2.12", "exit-with-code")
declare function exitWithCode(code: u32): void;
// @ts-ignore: decorator
@external("wasi:cli/exit@0.3.0", "exit-with-code")
declare function exitWithCode3(code: u32): void;

/** Ends the program. Codes from 0 to 125 reach every host. */
export function exit(code: i32): void {
  if (isDefined(POLLEN_HOSTED)) endAtOnce(code);
  else if (isDefined(POLLEN_HTTP)) proc_exit(code);
  else if (isDefined(POLLEN_WASIP3)) exitWithCode3(code & 0xff);
  else if (isDefined(POLLEN_WASIP2)) exitWithCode(code & 0xff);
  else proc_exit(code);
}

/** Ends a program that has failed, with code 1. */
export function fail(): void {
  if (isDefined(POLLEN_HOSTED)) endAtOnce(1);
  else proc_exit(1);
}
