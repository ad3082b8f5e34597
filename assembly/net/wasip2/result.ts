// What calls of `wasi:sockets` return: 0, or 1 and an error-code.
import { Errno } from "../../wasi/errno";
import { errnoOf, WOULD_BLOCK } from "../../wasi/p2/network";
import { NetError } from "../error";

/** Where results go; each is read before the next call. The largest is an address. */
// @ts-ignore: decorator
@lazy export const cell = memory.data(40, 8);

/** What to do where the host gives no access to the network. */
const ALLOW = "Give the program the network: wasmtime run -S inherit-network";
/** The same for names. */
const ALLOW_LOOKUP = "Let the program look up names: wasmtime run -S inherit-network,allow-ip-name-lookup";

/**
 * Throws what a call has returned, if it is an error.
 * @param at where in the cell its code is
 */
export function check(syscall: string, name: string, at: usize): void {
  if (!load<u8>(cell)) return;
  const errno = errnoOf(load<u8>(cell + at));
  if (errno == Errno.ACCES) throw new NetError(errno, syscall, name, syscall == "lookup" ? ALLOW_LOOKUP : ALLOW);
  throw new NetError(errno, syscall, name);
}

/** Whether a call has returned that it would have to wait. */
export function wouldBlock(at: usize): bool { return load<u8>(cell) == 1 && load<u8>(cell + at) == WOULD_BLOCK; }
