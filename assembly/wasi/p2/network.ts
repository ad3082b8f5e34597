// `wasi:sockets`: network, its errors, and names.
import { Errno } from "../errno";

// @ts-ignore: decorator
@external("wasi:sockets/instance-network@0.2.12", "instance-network")
declare function instanceNetwork(): i32;

let instance: i32 = 0;

/** The network that the program was given. */
export function network(): i32 {
  if (!instance) instance = instanceNetwork();
  return instance;
}

/** The error-code of what has to be waited for. */
export const WOULD_BLOCK: u8 = 8;

/** WASI preview1's numbers of the error-codes, in their order. */
// @ts-ignore: decorator
@lazy const NUMBERS = memory.data<i32>([
  Errno.IO, Errno.ACCES, Errno.NOTSUP, Errno.INVAL, Errno.NOMEM, Errno.TIMEDOUT, Errno.BUSY, Errno.INVAL, Errno.AGAIN,
  Errno.INVAL, Errno.NFILE, Errno.ADDRNOTAVAIL, Errno.ADDRINUSE, Errno.HOSTUNREACH, Errno.CONNREFUSED, Errno.CONNRESET,
  Errno.CONNABORTED, Errno.MSGSIZE, Errno.NOTFOUND, Errno.NOTFOUND, Errno.NOTFOUND,
]);

/** The error number of an error-code. */
export function errnoOf(code: u8): i32 { return code < 21 ? load<i32>(NUMBERS + (<usize>code << 2)) : <i32>Errno.IO; }

/**
 * Asks for the addresses of a name. The cell gets a result: 0 and, at 4, a stream of addresses; or 1 and, at 4, an
 * error-code.
 */
// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.2.12", "resolve-addresses")
export declare function resolveAddresses(network: i32, name: usize, length: usize, cell: usize): void;
/**
 * The next address. The cell gets a result: 0 and, at 2, an option of an ip-address, which is at 4; or 1 and, at 2, an
 * error-code.
 */
// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.2.12", "[method]resolve-address-stream.resolve-next-address")
export declare function nextAddress(stream: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.2.12", "[method]resolve-address-stream.subscribe")
export declare function subscribeAddresses(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.2.12", "[resource-drop]resolve-address-stream")
export declare function dropAddresses(stream: i32): void;
