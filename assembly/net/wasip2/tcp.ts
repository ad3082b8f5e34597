// Making connections, and accepting them: what was started is finished once the host says that it can be.
import { Promise } from "../../core/promise";
import { Errno } from "../../wasi/errno";
import { network } from "../../wasi/p2/network";
import {
  accept, createTcp, finishBind, finishConnect, finishListen, localAddress, setBacklog, startBind, startConnect, startListen,
} from "../../wasi/p2/tcp";
import { SocketAddress, unknownAddress } from "../address";
import { FlatAddress } from "../component/address";
import { cell, returnedAddress } from "../component/result";
import { Connection, Listener } from "../contract";
import { NetError } from "../error";
import { StreamConnection } from "./connection";
import { check, wouldBlock } from "./result";
import { ConnectedSocket, TcpSocket } from "./tcp_socket";

/** Creates a socket. */
function open(family: i32, syscall: string, name: string): TcpSocket {
  createTcp(family, cell);
  check(syscall, name, 4);
  return new TcpSocket(load<i32>(cell, 4), name, syscall);
}

class SocketListener extends Listener {
  constructor(private readonly socket: TcpSocket) { super(); }

  async accept(): Promise<Connection> {
    const socket = this.socket;
    while (true) {
      if (socket.isClosed) throw new NetError(Errno.BADF, "accept", socket.path);
      accept(socket.fd, cell);
      if (!wouldBlock(4)) break;
      await socket.readable();
    }
    check("accept", socket.path, 4);
    const handle = load<i32>(cell, 4), input = load<i32>(cell, 8), output = load<i32>(cell, 12);
    return new StreamConnection(new ConnectedSocket(handle, socket.path, input, output));
  }

  close(): Promise<void> { return this.socket.close(); }

  localAddress(): SocketAddress {
    if (this.socket.isClosed) return unknownAddress();
    localAddress(this.socket.fd, cell);
    return returnedAddress();
  }
}

/** Listens at an address. */
export async function listen(address: SocketAddress, name: string, backlog: i32): Promise<Listener> {
  const to = new FlatAddress(address), socket = open(to.tag, "bind", name), fd = socket.fd;
  try {
    startBind(
      fd, network(), to.tag, to.port, to.at(0), to.at(1), to.at(2), to.at(3), to.at(4), to.at(5), to.at(6), to.at(7), to.at(8),
      to.at(9), cell,
    );
    check("bind", name, 1);
    for (finishBind(fd, cell); wouldBlock(1); finishBind(fd, cell)) await socket.readable();
    check("bind", name, 1);
    setBacklog(fd, max(backlog, 1), cell); // a hint: a host may refuse it
    startListen(fd, cell);
    check("listen", name, 1);
    for (finishListen(fd, cell); wouldBlock(1); finishListen(fd, cell)) await socket.readable();
    check("listen", name, 1);
  } catch (e) {
    socket.close();
    throw e;
  }
  return new SocketListener(new TcpSocket(socket.handOver(), name, "accept"));
}

/** Connects to an address. */
export async function connect(address: SocketAddress): Promise<Connection> {
  const name = address.toString(), to = new FlatAddress(address), socket = open(to.tag, "connect", name), fd = socket.fd;
  try {
    startConnect(
      fd, network(), to.tag, to.port, to.at(0), to.at(1), to.at(2), to.at(3), to.at(4), to.at(5), to.at(6), to.at(7), to.at(8),
      to.at(9), cell,
    );
    check("connect", name, 1);
    for (finishConnect(fd, cell); wouldBlock(4); finishConnect(fd, cell)) await socket.readable();
    check("connect", name, 4);
  } catch (e) {
    socket.close();
    throw e;
  }
  const input = load<i32>(cell, 4), output = load<i32>(cell, 8);
  return new StreamConnection(new ConnectedSocket(socket.handOver(), name, input, output));
}
