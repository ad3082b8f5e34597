// TCP of WASIX: connections know their addresses, and can be configured.
import { Promise } from "../../core/promise";
import { NONBLOCK } from "../../wasi/preview1";
import { SocketAddress, unknownAddress } from "../address";
import { Connection, Listener } from "../contract";
import { PolledConnection } from "../polled/connection";
import { ListenerFd } from "../polled/listener_fd";
import { SocketFd } from "../polled/socket_fd";
import { loadAddress } from "./address";
import { errnoOf, sock_accept_v2, sock_addr_peer, sock_set_opt_flag, SocketOption } from "./imports";
import { localAddressOf } from "./socket";

//    0          4
//   ┌──────────┬────────────────┐
//   │ accepted │ peer's address │
//   └──────────┴────────────────┘
// @ts-ignore: decorator
@lazy const cell = memory.data(24, 8);

export class WasixConnection extends PolledConnection {
  constructor(socket: SocketFd) { super(socket); }

  localAddress(): SocketAddress { return localAddressOf(this.socket.fd); }

  peerAddress(): SocketAddress {
    return sock_addr_peer(this.socket.fd, cell + 4) ? unknownAddress() : loadAddress(cell + 4);
  }

  setNoDelay(on: bool): bool { return !sock_set_opt_flag(this.socket.fd, SocketOption.NO_DELAY, on); }

  /** WASIX can turn it on and off; after which silence, the system decides. */
  setKeepAlive(seconds: i32): bool { return !sock_set_opt_flag(this.socket.fd, SocketOption.KEEP_ALIVE, seconds > 0); }
}

class WasixListenerFd extends ListenerFd {
  protected transferIn(start: usize, length: usize): i32 {
    const errno = errnoOf(sock_accept_v2(this.fd, NONBLOCK, cell, cell + 4));
    return errno ? -errno : load<i32>(cell);
  }
}

export class WasixListener extends Listener {
  private readonly socket: WasixListenerFd;

  constructor(fd: i32, name: string) {
    super();
    this.socket = new WasixListenerFd(fd, name);
  }

  async accept(): Promise<Connection> {
    const fd = await this.socket.accept();
    return new WasixConnection(new SocketFd(fd, this.socket.path));
  }

  close(): Promise<void> { return this.socket.close(); }

  localAddress(): SocketAddress { return localAddressOf(this.socket.fd); }
}
