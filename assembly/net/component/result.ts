// What calls of `wasi:sockets` return, in WASI 0.2 and 0.3.
import { Errno } from "../../wasi/errno";
import { SocketAddress, unknownAddress } from "../address";
import { NetError } from "../error";
import { loadAddress } from "./address";

/** Where results of calls that return at once go; each is read before the next call. The largest is an address. */
// @ts-ignore: decorator
@lazy export const cell = memory.data(40, 8);

/** What to do where the host gives no access to the network. */
// @ts-ignore: decorator
@lazy const ALLOW = "Give the program the network: wasmtime run -S inherit-network";
/** The same for names. */
// @ts-ignore: decorator
@lazy const ALLOW_LOOKUP = "Let the program look up names: wasmtime run -S inherit-network,allow-ip-name-lookup";

/** Throws an error that a call has returned. */
export function fail(errno: i32, syscall: string, name: string): void {
  if (errno == Errno.ACCES) throw new NetError(errno, syscall, name, syscall == "lookup" ? ALLOW_LOOKUP : ALLOW);
  throw new NetError(errno, syscall, name);
}

/** The address that a call has returned in the cell, or the unknown one if it has failed. */
export function returnedAddress(): SocketAddress {
  return load<u8>(cell) ? unknownAddress() : loadAddress(cell + 4);
}
