import { Promise } from "../core/promise";
import { Errno } from "../wasi/errno";
import { HostPort, SocketAddress } from "./address";
import { NetError } from "./error";
import { resolve } from "./host";
import { parseIp } from "./ip";

/** Most characters of a name (RFC 1035 2.3.4, as text). */
// @ts-ignore: decorator
@inline const LONGEST: i32 = 253;

/**
 * The addresses of a name, in the order in which the system would try them; an IP address is its own. "localhost" is
 * this machine, without asking anybody (RFC 6761 6.3).
 * @param port that they are to have
 * Rejected with a `NetError`: ENOTFOUND if the name does not resolve, ENAMETOOLONG beyond 253 characters, EACCES or EPERM
 * without permission for the network, ENOTSUP on a target that cannot ask: `wasip1`.
 *
 * @example
 * const addresses = await lookup("example.com", 80);
 */
export async function lookup(name: string, port: i32 = 0): Promise<SocketAddress[]> {
  return await lookupHost(new HostPort(name, port), "lookup");
}

/** @param syscall for errors of the name itself */
export async function lookupHost(to: HostPort, syscall: string): Promise<SocketAddress[]> {
  const name = to.host, literal = parseIp(name);
  let found: StaticArray<u8>[];
  if (literal !== null) found = [literal];
  else if (name == "localhost" || name.endsWith(".localhost")) found = [parseIp("127.0.0.1")!, parseIp("::1")!];
  else if (!isName(name)) throw new NetError(Errno.INVAL, syscall, name, "It is neither a name nor an IP address");
  else if (name.length > LONGEST) throw new NetError(Errno.NAMETOOLONG, syscall, name);
  else found = await resolve(name);
  const addresses = new Array<SocketAddress>(found.length);
  for (let i = 0; i < found.length; i++) addresses[i] = new SocketAddress(found[i], to.port);
  return addresses;
}

/** Whether nothing in it could confuse whoever is asked: spaces, control characters, and what belongs to URLs. */
function isName(name: string): bool {
  if (!name.length) return false;
  for (let i = 0; i < name.length; i++) {
    const char = name.charCodeAt(i);
    if (char <= 0x20 || char == 0x7f || "/\\:@[]?#%".includes(name.charAt(i))) return false;
  }
  return true;
}
