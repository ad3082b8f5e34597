// Making connections, and accepting them.
import { Promise } from "../../core/promise";
import { Errno } from "../../wasi/errno";
import { bindTcp, connectTcp, createTcp, dropTcp, listenTcp, localTcp, setBacklog } from "../../wasi/p3/tcp";
import { SocketAddress, unknownAddress } from "../address";
import { FlatAddress, storeAddress } from "../component/address";
import { cell, returnedAddress } from "../component/result";
import { Connection, Listener } from "../contract";
import { NetError } from "../error";
import { ConnectedSocket } from "./connected_socket";
import { StreamConnection } from "./connection";
import { HostCall } from "./host_call";
import { ListeningSocket } from "./listening_socket";
import { check } from "./result";

class SocketListener extends Listener {
  constructor(private readonly socket: ListeningSocket) { super(); }

  async accept(): Promise<Connection> {
    const socket = this.socket;
    for (let handle = socket.take(); ; handle = socket.take()) {
      if (handle) return new StreamConnection(new ConnectedSocket(handle, socket.path));
      if (socket.hasEnded) throw new NetError(Errno.IO, "accept", socket.path);
      await socket.readable();
    }
  }

  close(): Promise<void> { return this.socket.close(); }

  localAddress(): SocketAddress {
    if (this.socket.isClosed) return unknownAddress();
    localTcp(this.socket.fd, cell);
    return returnedAddress();
  }
}

/** Listens at an address. */
export async function listen(address: SocketAddress, name: string, backlog: i32): Promise<Listener> {
  const to = new FlatAddress(address);
  createTcp(to.tag, cell);
  check("bind", name);
  const socket = load<i32>(cell, 4);
  try {
    bindTcp(
      socket, to.tag, to.port, to.at(0), to.at(1), to.at(2), to.at(3), to.at(4), to.at(5), to.at(6), to.at(7), to.at(8),
      to.at(9), cell,
    );
    check("bind", name);
    setBacklog(socket, max(backlog, 1), cell); // a hint: a host may refuse it
    listenTcp(socket, cell);
    check("listen", name);
  } catch (e) {
    dropTcp(socket);
    throw e;
  }
  return new SocketListener(new ListeningSocket(socket, load<i32>(cell, 4), name));
}

/** Size of the parameters of `connectTcp`: the socket, and the address. */
// @ts-ignore: decorator
@inline const PARAMS: usize = 36;
/** Size of a result without a value. */
// @ts-ignore: decorator
@inline const RESULT: usize = 20;

/** Waits until a socket is connected. */
async function connected(socket: i32, address: SocketAddress, name: string): Promise<void> {
  const block = heap.alloc(PARAMS + RESULT);
  store<i32>(block, socket);
  storeAddress(block + 4, address);
  const call = new HostCall(connectTcp(block, block + PARAMS), block, "connect", name);
  try {
    await call.returned();
    check("connect", name, block + PARAMS);
  } finally {
    call.close();
  }
}

/** Connects to an address. */
export async function connect(address: SocketAddress): Promise<Connection> {
  const name = address.toString();
  createTcp(new FlatAddress(address).tag, cell);
  check("connect", name);
  const socket = load<i32>(cell, 4);
  try {
    await connected(socket, address, name);
  } catch (e) {
    dropTcp(socket);
    throw e;
  }
  return new StreamConnection(new ConnectedSocket(socket, name));
}
