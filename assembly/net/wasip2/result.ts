// What calls of `wasi:sockets` 0.2 return: 0, or 1 and an error-code.
import { errnoOf, WOULD_BLOCK } from "../../wasi/p2/network";
import { cell, fail } from "../component/result";

/**
 * Throws what a call has returned, if it is an error.
 * @param at where in the cell its code is
 */
export function check(syscall: string, name: string, at: usize): void {
  if (load<u8>(cell)) fail(errnoOf(load<u8>(cell + at)), syscall, name);
}

/** Whether a call has returned that it would have to wait. */
export function wouldBlock(at: usize): bool { return load<u8>(cell) == 1 && load<u8>(cell + at) == WOULD_BLOCK; }
