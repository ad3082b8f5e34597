// The back end of the target that is built for: `--target` sets the flag. A program pays only for that one, and only for
// what it uses of it.
import { Promise } from "../core/promise";
import { SocketAddress } from "./address";
import { Connection, DatagramSocket, Listener } from "./contract";
import * as wasip1 from "./wasip1";

/**
 * Listens at an address.
 * @param name the address as the user wrote it, for errors
 * @param backlog how many connections may wait to be accepted; a hint
 */
export function listen(address: SocketAddress, name: string, backlog: i32): Promise<Listener> {
  return wasip1.listen(address, name, backlog);
}

/** Connects to an address. */
export function connect(address: SocketAddress): Promise<Connection> {
  return wasip1.connect(address);
}

/** Opens a socket for datagrams that is bound to an address. */
export function bindDatagrams(address: SocketAddress): Promise<DatagramSocket> {
  return wasip1.bindDatagrams(address);
}

/** The IP addresses of a name, in the order in which they are best tried; at least one. */
export function resolve(name: string): Promise<StaticArray<u8>[]> {
  return wasip1.resolve(name);
}
