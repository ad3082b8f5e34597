// The back end of the target that is built for: `--target` sets the flag. A program pays only for that one, and only for
// what it uses of it.
import { Promise } from "../core/promise";
import { sock_accept } from "../wasi/preview1";
import { SocketAddress } from "./address";
import { Connection, DatagramSocket, Listener } from "./contract";
import * as wasip1 from "./wasip1";
import * as wasix from "./wasix";
import * as wasip2 from "./wasip2";
import * as wasip3 from "./wasip3";

/** Has a program for `hosted`, which has no sockets, refused where it asks for one. */
// @ts-ignore: decorator
@inline function needSockets(): void { if (isDefined(POLLEN_HOSTED)) sock_accept(0, 0, 0); }

/**
 * Listens at an address.
 * @param name the address as the user wrote it, for errors
 * @param backlog how many connections may wait to be accepted; a hint
 */
export function listen(address: SocketAddress, name: string, backlog: i32): Promise<Listener> {
  needSockets();
  if (isDefined(POLLEN_WASIP3)) return wasip3.listen(address, name, backlog);
  if (isDefined(POLLEN_WASIP2)) return wasip2.listen(address, name, backlog);
  if (isDefined(POLLEN_WASIX)) return wasix.listen(address, name, backlog);
  return wasip1.listen(address, name, backlog);
}

/** Connects to an address. */
export function connect(address: SocketAddress): Promise<Connection> {
  needSockets();
  if (isDefined(POLLEN_WASIP3)) return wasip3.connect(address);
  if (isDefined(POLLEN_WASIP2)) return wasip2.connect(address);
  if (isDefined(POLLEN_WASIX)) return wasix.connect(address);
  return wasip1.connect(address);
}

/** Opens a socket for datagrams that is bound to an address. */
export function bindDatagrams(address: SocketAddress): Promise<DatagramSocket> {
  needSockets();
  if (isDefined(POLLEN_WASIP3)) return wasip3.bindDatagrams(address);
  if (isDefined(POLLEN_WASIP2)) return wasip2.bindDatagrams(address);
  if (isDefined(POLLEN_WASIX)) return wasix.bindDatagrams(address);
  return wasip1.bindDatagrams(address);
}

/** The IP addresses of a name, in the order in which they are best tried; at least one. */
export function resolve(name: string): Promise<StaticArray<u8>[]> {
  needSockets();
  if (isDefined(POLLEN_WASIP3)) return wasip3.resolve(name);
  if (isDefined(POLLEN_WASIP2)) return wasip2.resolve(name);
  if (isDefined(POLLEN_WASIX)) return wasix.resolve(name);
  return wasip1.resolve(name);
}
