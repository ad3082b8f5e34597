// The back end of the target that is built for: `--target` sets the flag. A program pays only for that one, and only for
// what it uses of it.
import { Promise } from "../core/promise";
import { SocketAddress } from "./address";
import { Connection, DatagramSocket, Listener } from "./contract";
import * as wasip1 from "./wasip1";
import * as wasix from "./wasix";

/**
 * Listens at an address.
 * @param name the address as the user wrote it, for errors
 * @param backlog how many connections may wait to be accepted; a hint
 */
export function listen(address: SocketAddress, name: string, backlog: i32): Promise<Listener> {
  return isDefined(POLLEN_WASIX) ? wasix.listen(address, name, backlog) : wasip1.listen(address, name, backlog);
}

/** Connects to an address. */
export function connect(address: SocketAddress): Promise<Connection> {
  return isDefined(POLLEN_WASIX) ? wasix.connect(address) : wasip1.connect(address);
}

/** Opens a socket for datagrams that is bound to an address. */
export function bindDatagrams(address: SocketAddress): Promise<DatagramSocket> {
  return isDefined(POLLEN_WASIX) ? wasix.bindDatagrams(address) : wasip1.bindDatagrams(address);
}

/** The IP addresses of a name, in the order in which they are best tried; at least one. */
export function resolve(name: string): Promise<StaticArray<u8>[]> {
  return isDefined(POLLEN_WASIX) ? wasix.resolve(name) : wasip1.resolve(name);
}
