import { Promise } from "../core/promise";
import { encode } from "../wasi/utf8";
import { SocketAddress, splitAddress } from "./address";
import { Datagram, DatagramSocket } from "./contract";
import { bindDatagrams } from "./host";
import { lookupHost } from "./lookup";

/**
 * Sends and receives datagrams. All methods that return a promise are rejected with a `NetError`: ECANCELED if `close`
 * comes in between, EBADF after it.
 *
 * @example
 * const socket = await UdpSocket.bind("127.0.0.1:0");
 * await socket.send("ping", SocketAddress.parse("127.0.0.1:7000"));
 * const datagram = await socket.receive(buffer);
 * console.log(`${datagram.length} bytes from ${datagram.from}`);
 */
export class UdpSocket {
  private constructor(private readonly socket: DatagramSocket) {}

  /**
   * Opens a socket at `HOST:PORT`; with port 0 the system takes one that is free.
   * Rejected with a `NetError`: EADDRINUSE if the port is taken, EADDRNOTAVAIL if it is no address of this machine, EACCES or
   * EPERM without permission for the network, ENOTSUP on a target that has no datagrams: `wasip1`.
   */
  static async bind(address: string): Promise<UdpSocket> {
    const addresses = await lookupHost(splitAddress(address, "bind"), "bind");
    return new UdpSocket(await bindDatagrams(addresses[0]));
  }

  /** What it is bound to. */
  get localAddress(): SocketAddress { return this.socket.localAddress(); }

  /** Receives one datagram. Bytes that `bytes` has no room for are lost. */
  receive(bytes: Uint8Array): Promise<Datagram> { return this.socket.receive(bytes); }

  /**
   * Sends `data` as one datagram: a string (as UTF-8), a `Uint8Array` or an `ArrayBuffer`. That it arrives is not certain.
   * Rejected with EMSGSIZE if it is too large for one.
   */
  send<T>(data: T, to: SocketAddress): Promise<void> {
    if (isString<T>()) {
      const bytes = encode(changetype<string>(data));
      return this.socket.send(bytes, changetype<usize>(bytes), bytes.byteLength, to);
    } else if (data instanceof Uint8Array) {
      return this.socket.send(data.buffer, data.dataStart, data.byteLength, to);
    } else if (data instanceof ArrayBuffer) {
      return this.socket.send(data, changetype<usize>(data), data.byteLength, to);
    } else ERROR("A string, a Uint8Array or an ArrayBuffer is expected.");
  }

  /** Closes it. What is pending is rejected with ECANCELED. A second call does nothing. */
  close(): Promise<void> { return this.socket.close(); }
}
