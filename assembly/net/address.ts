import { Errno } from "../wasi/errno";
import { NetError } from "./error";
import { formatIp, parseIp } from "./ip";

/** `HOST:PORT`, taken apart. */
export class HostPort {
  constructor(readonly host: string, readonly port: i32) {}
}

/**
 * Takes `HOST:PORT` or `[IPv6]:PORT` apart. Throws a `NetError` (EINVAL).
 * @param syscall for the error
 */
export function splitAddress(text: string, syscall: string): HostPort {
  const colon = text.lastIndexOf(":");
  let host = text.substring(0, max(colon, 0));
  const isBracketed = host.startsWith("[") && host.endsWith("]");
  if (isBracketed) host = host.substring(1, host.length - 1);
  const port = portOf(text.substring(colon + 1));
  if (colon < 0 || !host.length || port < 0 || isBracketed != host.includes(":")) {
    throw new NetError(Errno.INVAL, syscall, text, "Write HOST:PORT, as in 127.0.0.1:8080 or [::1]:8080");
  }
  return new HostPort(host, port);
}

/** A number up to 65535; -1 if it is none. */
function portOf(text: string): i32 {
  if (!text.length || text.length > 5) return -1;
  let port = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    port = port * 10 + digit;
  }
  return port <= 65535 ? port : -1;
}

/** An IP address and a port, as Node's `net.SocketAddress`. */
export class SocketAddress {
  constructor(
    /** The address in the order of the network: 4 or 16 bytes; none if it is unknown. */
    readonly __bytes: StaticArray<u8>,
    readonly port: i32,
  ) {}

  /** Reads `127.0.0.1:8080` or `[::1]:8080`. Throws a `NetError` (EINVAL) if it is no address, or a name. */
  static parse(text: string): SocketAddress {
    const parts = splitAddress(text, "parse"), bytes = parseIp(parts.host);
    if (bytes === null) throw new NetError(Errno.INVAL, "parse", text, "It is no IP address: a name has to be looked up");
    return new SocketAddress(bytes, parts.port);
  }

  /** The address without the port: "127.0.0.1", "::1"; empty if it is unknown. */
  get address(): string { return formatIp(this.__bytes); }

  /** "ipv4" or "ipv6"; empty if it is unknown. */
  get family(): string {
    const length = this.__bytes.length;
    return length == 4 ? "ipv4" : length == 16 ? "ipv6" : "";
  }

  /** Whether the host has told it: under `wasip1` it does not. */
  get isKnown(): bool { return this.__bytes.length > 0; }

  /** "127.0.0.1:8080", "[::1]:8080", "unknown address". */
  toString(): string {
    if (!this.isKnown) return "unknown address";
    const address = this.address;
    return (this.__bytes.length == 16 ? "[" + address + "]" : address) + ":" + this.port.toString();
  }
}

/** What stands where the host does not tell an address. */
export function unknownAddress(): SocketAddress { return new SocketAddress(new StaticArray<u8>(0), 0); }
