// Back end of `wasip1`. WASI preview1 has calls to accept connections and to use them, and none to make a socket: the host
// passes in those that listen, as descriptors behind the directories. `listen` takes the next of them; which address it
// has, preview1 does not tell.
import { Promise } from "../core/promise";
import { Errno } from "../wasi/errno";
import { fileTypeOf } from "../wasi/calls";
import { fd_fdstat_get, FileType } from "../wasi/preview1";
import { SocketAddress, unknownAddress } from "./address";
import { Connection, DatagramSocket, Listener } from "./contract";
import { NetError } from "./error";
import { PolledConnection } from "./polled/connection";
import { ListenerFd } from "./polled/listener_fd";
import { SocketFd } from "./polled/socket_fd";

/** First descriptor behind the standard streams. */
// @ts-ignore: decorator
@inline const FIRST: i32 = 3;

/** What to do where there is no socket to listen at. */
// @ts-ignore: decorator
@lazy const PASS_IN = `The host has passed in no listening socket that is left: run with "pollen run --listen ADDRESS" or \
"wazero run -listen=ADDRESS", or build with --target wasix or wasip2`;
/** What to do about what preview1 cannot. */
// @ts-ignore: decorator
@lazy const OTHER_TARGET = "WASI preview1 has no call for it: build with --target wasix or wasip2";

// @ts-ignore: decorator
@lazy const status = memory.data(24, 8);

/** The listening sockets that were passed in and that nobody has taken; null before they were looked for. */
let passedIn: i32[] | null = null;

/** Descriptors have no gaps before the program opens some: later a connection could be taken for a listener. */
function findPassedIn(): i32[] {
  const found: i32[] = [];
  for (let fd = FIRST; !fd_fdstat_get(fd, status); fd++) {
    if (fileTypeOf(fd) == FileType.SOCKET_STREAM) found.push(fd);
  }
  return found;
}

class PassedInListener extends Listener {
  constructor(private readonly socket: ListenerFd) { super(); }

  async accept(): Promise<Connection> {
    const fd = await this.socket.accept();
    return new PolledConnection(new SocketFd(fd, this.socket.path));
  }

  close(): Promise<void> { return this.socket.close(); }

  localAddress(): SocketAddress { return unknownAddress(); }
}

export async function listen(address: SocketAddress, name: string, backlog: i32): Promise<Listener> {
  let left = passedIn;
  if (left === null) passedIn = left = findPassedIn();
  if (!left.length) throw new NetError(Errno.ADDRNOTAVAIL, "bind", name, PASS_IN);
  return new PassedInListener(new ListenerFd(left.shift(), name));
}

export async function connect(address: SocketAddress): Promise<Connection> {
  throw new NetError(Errno.NOTSUP, "connect", address.toString(), OTHER_TARGET);
}

export async function bindDatagrams(address: SocketAddress): Promise<DatagramSocket> {
  throw new NetError(Errno.NOTSUP, "bind", address.toString(), OTHER_TARGET);
}

export async function resolve(name: string): Promise<StaticArray<u8>[]> {
  throw new NetError(Errno.NOTSUP, "lookup", name, OTHER_TARGET);
}
