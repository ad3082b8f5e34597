// Addresses as the canonical ABI has them, the same in WASI 0.2 and 0.3: `ip-socket-address`, a variant.
//
// flat, where it goes in: 12 numbers
//
//   IPv4    0, port, the four bytes, and what the longer one needs
//   IPv6    1, port, flow, the eight groups, scope
//
// in memory, where it comes out: 32 bytes
//
//    0       4          6             8             12              28
//   ┌───────┬──────────┬─────────────┐
//   │ 0     │ port u16 │ bytes, u8   │                                        IPv4: four bytes
//   ├───────┼──────────┴─────────────┼─────────────┬───────────────┬───────┐
//   │ 1     │ port u16               │ flow u32    │ groups u16    │ scope │   IPv6: eight groups
//   └───────┴────────────────────────┴─────────────┴───────────────┴───────┘
import { SocketAddress } from "../address";

/** The numbers of an address. */
export class FlatAddress {
  private readonly bytes: StaticArray<u8>;
  readonly port: i32;

  constructor(address: SocketAddress) {
    this.bytes = address.__bytes;
    this.port = address.port;
  }

  /** The family, which is the variant's number, too: 0 IPv4, 1 IPv6. */
  get tag(): i32 { return this.isV6 ? 1 : 0; }
  private get isV6(): bool { return this.bytes.length == 16; }

  /** Number `i` behind the port. */
  at(i: i32): i32 {
    if (!this.isV6) return i < 4 ? this.bytes[i] : 0;
    return i && i < 9 ? <i32>this.bytes[2 * i - 2] << 8 | this.bytes[2 * i - 1] : 0;
  }
}

/** Reads an address. */
export function loadAddress(at: usize): SocketAddress {
  const isV6 = load<u8>(at) == 1;
  return new SocketAddress(loadIp(isV6, at + (isV6 ? 12 : 6)), load<u16>(at, 4));
}

/** Writes an address: 32 bytes. */
export function storeAddress(at: usize, address: SocketAddress): void {
  const bytes = changetype<usize>(address.__bytes), isV6 = address.__bytes.length == 16;
  memory.fill(at, 0, 32);
  store<u8>(at, isV6 ? 1 : 0);
  store<u16>(at, address.port, 4);
  if (!isV6) memory.copy(at + 6, bytes, 4);
  else for (let i: usize = 0; i < 16; i += 2) store<u16>(at + 12 + i, bswap<u16>(load<u16>(bytes + i)));
}

/** Reads an `ip-address`: a variant of the bytes, or of the groups. */
export function loadIpAddress(at: usize): StaticArray<u8> { return loadIp(load<u8>(at) == 1, at + 2); }

function loadIp(isV6: bool, at: usize): StaticArray<u8> {
  const bytes = new StaticArray<u8>(isV6 ? 16 : 4);
  if (!isV6) memory.copy(changetype<usize>(bytes), at, 4);
  else for (let i: usize = 0; i < 16; i += 2) store<u16>(changetype<usize>(bytes) + i, bswap<u16>(load<u16>(at + i)));
  return bytes;
}
