// What calls of `wasi:sockets` 0.3 return: 0, or 1 and, at 4, an error-code.
import { takeErrno } from "../../wasi/p3/errors";
import { cell, fail } from "../component/result";

/** Throws what a call has returned at `at`, if it is an error. */
export function check(syscall: string, name: string, at: usize = cell): void {
  if (load<u8>(at)) fail(takeErrno(at + 4, syscall == "lookup"), syscall, name);
}
