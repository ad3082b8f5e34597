// Addresses as WASIX passes them.
//
//    0        1      2                4
//   ┌────────┬──────┬────────────────┬───────────────────┐
//   │ family │ 0    │ port           │ address           │      with a port: 20 bytes
//   │ u8     │      │ u16            │ 4 or 16 bytes     │
//   └────────┴──────┴────────────────┴───────────────────┘
//   │ family │ 0    │ address, 4 or 16 bytes             │      of a name: 18 bytes
//   └────────┴──────┴────────────────────────────────────┘
//
//   port    wasmer reads it in the order of the machine, and writes it in the order of the network
import { SocketAddress, unknownAddress } from "../address";
import { Family } from "./imports";

/** Size of an address with a port. */
// @ts-ignore: decorator
@inline export const ADDRESS_SIZE: usize = 20;
/** Size of an address of a name. */
// @ts-ignore: decorator
@inline export const IP_SIZE: usize = 18;

/** The family of an address. */
export function familyOf(address: SocketAddress): Family {
  return address.__bytes.length == 4 ? Family.IPV4 : Family.IPV6;
}

/** Writes an address with its port. */
export function storeAddress(to: usize, address: SocketAddress): void {
  const bytes = address.__bytes;
  memory.fill(to, 0, ADDRESS_SIZE);
  store<u8>(to, familyOf(address));
  store<u16>(to, <u16>address.port, 2);
  memory.copy(to + 4, changetype<usize>(bytes), bytes.length);
}

/** Reads an address with its port. */
export function loadAddress(from: usize): SocketAddress {
  const bytes = loadBytes(from, 4);
  return bytes === null ? unknownAddress() : new SocketAddress(bytes, bswap<u16>(load<u16>(from, 2)));
}

/** Reads an address of a name; null if it is of another family. */
export function loadIp(from: usize): StaticArray<u8> | null { return loadBytes(from, 2); }

function loadBytes(from: usize, offset: usize): StaticArray<u8> | null {
  const family = load<u8>(from);
  if (family != Family.IPV4 && family != Family.IPV6) return null;
  const bytes = new StaticArray<u8>(family == Family.IPV4 ? 4 : 16);
  memory.copy(changetype<usize>(bytes), from + offset, bytes.length);
  return bytes;
}
