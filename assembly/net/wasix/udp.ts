// Datagrams of WASIX: readiness is awaited, then one is sent or received.
import { Promise } from "../../core/promise";
import { sleep } from "../../core/sleep";
import { Errno } from "../../wasi/errno";
import { SocketAddress } from "../address";
import { Datagram, DatagramSocket } from "../contract";
import { NetError } from "../error";
import { SocketFd } from "../polled/socket_fd";
import { loadAddress, storeAddress } from "./address";
import { errnoOf, sock_recv_from, sock_send_to } from "./imports";
import { localAddressOf } from "./socket";

//    0                           8          12        16
//   ┌───────────────────────────┬──────────┬─────────┬─────────────────┐
//   │ iovec: start ptr, length  │ count    │ flags   │ other's address │
//   └───────────────────────────┴──────────┴─────────┴─────────────────┘
// @ts-ignore: decorator
@lazy const cell = memory.data(40, 8);

/** A host that says "ready" and is not must not keep the program busy: how long to wait before trying again, in ms. */
// @ts-ignore: decorator
@inline const PAUSE: f64 = 1;

export class WasixDatagrams extends DatagramSocket {
  private readonly socket: SocketFd;

  constructor(fd: i32, name: string) {
    super();
    this.socket = new SocketFd(fd, name);
  }

  async receive(bytes: Uint8Array): Promise<Datagram> {
    const socket = this.socket;
    let attempts = 0;
    while (true) {
      await socket.readable();
      if (attempts++) await sleep(PAUSE);
      this.point(bytes.dataStart, bytes.byteLength);
      const errno = errnoOf(sock_recv_from(socket.fd, cell, 1, 0, cell + 8, cell + 12, cell + 16));
      if (!errno) return new Datagram(load<i32>(cell, 8), loadAddress(cell + 16));
      if (errno != Errno.AGAIN) throw new NetError(errno, "receive", socket.path);
    }
  }

  async send(buffer: ArrayBuffer, start: usize, length: usize, to: SocketAddress): Promise<void> {
    const socket = this.socket;
    let attempts = 0;
    while (true) {
      await socket.writable();
      if (attempts++) await sleep(PAUSE);
      this.point(start, length);
      storeAddress(cell + 16, to);
      const errno = errnoOf(sock_send_to(socket.fd, cell, 1, 0, cell + 16, cell + 8));
      if (!errno) return;
      if (errno != Errno.AGAIN) throw new NetError(errno, "send", to.toString());
    }
  }

  close(): Promise<void> { return this.socket.close(); }

  localAddress(): SocketAddress { return localAddressOf(this.socket.fd); }

  private point(start: usize, length: usize): void {
    store<usize>(cell, start);
    store<usize>(cell, length, 4);
  }
}
