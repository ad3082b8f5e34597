// `wasi:sockets` 0.3: error-codes, and names.
//
//    0        4         8          12
//   ┌────────┬─────────┬──────────┬──────────┐
//   │ code   │ 1: some │ pointer  │ length   │      only the last code has a text
//   └────────┴─────────┴──────────┴──────────┘
import { Errno } from "../errno";

/** WASI preview1's numbers of the error-codes of sockets, in their order. */
// @ts-ignore: decorator
@lazy const NUMBERS = memory.data<i32>([
  Errno.ACCES, Errno.NOTSUP, Errno.INVAL, Errno.NOMEM, Errno.TIMEDOUT, Errno.INVAL, Errno.ADDRNOTAVAIL, Errno.ADDRINUSE,
  Errno.HOSTUNREACH, Errno.CONNREFUSED, Errno.PIPE, Errno.CONNRESET, Errno.CONNABORTED, Errno.MSGSIZE, Errno.IO,
]);
/** The same of look-ups. */
// @ts-ignore: decorator
@lazy const LOOKUP_NUMBERS = memory.data<i32>([
  Errno.ACCES, Errno.INVAL, Errno.NOTFOUND, Errno.NOTFOUND, Errno.NOTFOUND, Errno.IO,
]);
// @ts-ignore: decorator
@inline const OTHER: u8 = 14;
// @ts-ignore: decorator
@inline const LOOKUP_OTHER: u8 = 5;

/** The error number of an error-code at `at`, whose text is given back. */
export function takeErrno(at: usize, isLookup: bool = false): i32 {
  const other = isLookup ? LOOKUP_OTHER : OTHER, code = min(load<u8>(at), other);
  if (code == other && load<u8>(at, 4) && load<usize>(at, 12)) heap.free(load<usize>(at, 8));
  return load<i32>((isLookup ? LOOKUP_NUMBERS : NUMBERS) + (<usize>code << 2));
}

/** Asks for the addresses of a name. The cell gets a list of `ip-address`es, 18 bytes each. */
// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.3.0", "[async-lower]resolve-addresses")
export declare function resolveAddresses(name: usize, length: usize, cell: usize): i32;
