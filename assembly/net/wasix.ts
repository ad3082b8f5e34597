// Back end of `wasix`: wasmer's sockets, which come into being in the program. Their readiness is that of any descriptor.
// Without `wasmer run --net` all of it is refused.
import { Promise } from "../core/promise";
import { Errno } from "../wasi/errno";
import { fd_close } from "../wasi/preview1";
import { encode } from "../wasi/utf8";
import { SocketAddress } from "./address";
import { Connection, DatagramSocket, Listener } from "./contract";
import { NetError } from "./error";
import { SocketFd } from "./polled/socket_fd";
import { IP_SIZE, loadIp } from "./wasix/address";
import * as imports from "./wasix/imports";
import { errnoOf, sock_connect, sock_get_opt_size, sock_listen, SocketOption, SocketType } from "./wasix/imports";
import { addressIn, hasNetwork, openBound, openSocket, refusal } from "./wasix/socket";
import { WasixConnection, WasixListener } from "./wasix/tcp";
import { WasixDatagrams } from "./wasix/udp";

/** How many addresses of a name are asked for. */
// @ts-ignore: decorator
@inline const MOST_ADDRESSES: usize = 16;

//    0        8
//   ┌────────┬─────────────────┐
//   │ result │ addresses       │
//   └────────┴─────────────────┘
// @ts-ignore: decorator
@lazy const cell = memory.data(8 + 16 * 18, 8);

export async function listen(address: SocketAddress, name: string, backlog: i32): Promise<Listener> {
  const fd = openBound(address, SocketType.STREAM, name);
  const errno = errnoOf(sock_listen(fd, backlog));
  if (errno) {
    fd_close(fd);
    throw new NetError(errno, "listen", name);
  }
  return new WasixListener(fd, name);
}

/** It is connected, or has failed, when it becomes writable. */
export async function connect(address: SocketAddress): Promise<Connection> {
  const name = address.toString();
  const socket = new SocketFd(openSocket(address, SocketType.STREAM, "connect", name), name);
  try {
    let errno = errnoOf(sock_connect(socket.fd, addressIn(address)));
    if (!errno || errno == Errno.AGAIN || errno == Errno.INPROGRESS) {
      await socket.writable();
      errno = sock_get_opt_size(socket.fd, SocketOption.LAST_ERROR, cell) ? <i32>Errno.IO : errnoOf(load<i32>(cell));
    }
    if (errno) throw refusal(errno, "connect", name);
    return new WasixConnection(socket);
  } catch (e) {
    socket.close().catch((_) => {});
    throw e;
  }
}

export async function bindDatagrams(address: SocketAddress): Promise<DatagramSocket> {
  const name = address.toString();
  return new WasixDatagrams(openBound(address, SocketType.DGRAM, name), name);
}

/** The host waits for name servers, and nothing else runs meanwhile: WASIX has no other call. */
export async function resolve(name: string): Promise<StaticArray<u8>[]> {
  const bytes = encode(name), addresses = cell + 8;
  const errno = errnoOf(
    imports.resolve(changetype<usize>(bytes), bytes.byteLength, 0, addresses, <u32>MOST_ADDRESSES, cell),
  );
  const found: StaticArray<u8>[] = [];
  const count: usize = errno ? 0 : min<usize>(load<u32>(cell), MOST_ADDRESSES);
  for (let i: usize = 0; i < count; i++) {
    const ip = loadIp(addresses + i * IP_SIZE);
    if (ip !== null) found.push(ip);
  }
  if (found.length) return found;
  if (errno && !hasNetwork()) throw refusal(errno, "lookup", name);
  throw new NetError(Errno.NOTFOUND, "lookup", name); // wasmer says EIO of a name that there is not
}
