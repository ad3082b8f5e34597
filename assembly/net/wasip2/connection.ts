import { takeDirect } from "../../core/frame";
import { Promise } from "../../core/promise";
import { localAddress, remoteAddress, setKeepAlive, setKeepAliveTime, shutdown } from "../../wasi/p2/tcp";
import { SocketAddress, unknownAddress } from "../address";
import { cell, returnedAddress } from "../component/result";
import { Connection } from "../contract";
import { check } from "./result";
import { ConnectedSocket } from "./tcp_socket";

/** `shutdown-type` "send". */
// @ts-ignore: decorator
@inline const SEND: i32 = 1;

/** A connection on WASI 0.2. */
export class StreamConnection extends Connection {
  constructor(private readonly socket: ConnectedSocket) { super(); }

  read(bytes: Uint8Array): Promise<i32> { return this.socket.read(bytes); }

  write(buffer: ArrayBuffer, start: usize, length: usize): Promise<void> {
    return this.socket.writeRange(buffer, start, length, takeDirect());
  }

  async shutdown(): Promise<void> {
    const socket = this.socket;
    await socket.write(new ArrayBuffer(0)); // comes after the writes before it
    shutdown(socket.fd, SEND, cell);
    check("shutdown", socket.path, 1);
  }

  close(reason: i32): Promise<void> { return this.socket.closeFor(reason); }

  lastActive(): i64 { return this.socket.lastActive; }

  localAddress(): SocketAddress {
    if (this.socket.isClosed) return unknownAddress();
    localAddress(this.socket.fd, cell);
    return returnedAddress();
  }

  peerAddress(): SocketAddress {
    if (this.socket.isClosed) return unknownAddress();
    remoteAddress(this.socket.fd, cell);
    return returnedAddress();
  }

  /** WASI 0.2 has no such option; wasmtime sets it for every socket. */
  setNoDelay(on: bool): bool { return false; }

  setKeepAlive(seconds: i32): bool {
    const fd = this.socket.fd;
    if (this.socket.isClosed) return false;
    setKeepAlive(fd, i32(seconds > 0), cell);
    if (!load<u8>(cell) && seconds > 0) setKeepAliveTime(fd, <i64>seconds * 1_000_000_000, cell);
    return !load<u8>(cell);
  }
}
