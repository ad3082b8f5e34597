// What calls of `wasi:sockets` 0.3 return: 0, or 1 and, at 4, an error-code.
import { Errno } from "../../wasi/errno";
import { takeErrno } from "../../wasi/p3/errors";
import { NetError } from "../error";

/** Where results of calls that return at once go; each is read before the next call. The largest is an address. */
// @ts-ignore: decorator
@lazy export const cell = memory.data(40, 8);

/** What to do where the host gives no access to the network. */
const ALLOW = "Give the program the network: wasmtime run -S inherit-network";
/** The same for names. */
const ALLOW_LOOKUP = "Let the program look up names: wasmtime run -S inherit-network,allow-ip-name-lookup";

/** Throws what a call has returned at `at`, if it is an error. */
export function check(syscall: string, name: string, at: usize = cell): void {
  if (!load<u8>(at)) return;
  const isLookup = syscall == "lookup", errno = takeErrno(at + 4, isLookup);
  if (errno == Errno.ACCES) throw new NetError(errno, syscall, name, isLookup ? ALLOW_LOOKUP : ALLOW);
  throw new NetError(errno, syscall, name);
}
