import { takeDirect } from "../../core/frame";
import { Promise } from "../../core/promise";
import { rejected } from "../../core/settled";
import { Errno } from "../../wasi/errno";
import { SHUTDOWN_WRITE, sock_shutdown } from "../../wasi/preview1";
import { SocketAddress, unknownAddress } from "../address";
import { Connection } from "../contract";
import { NetError } from "../error";
import { SocketFd } from "./socket_fd";

/** A connection of a host that tells readiness. It knows no addresses and no options: preview1 has no calls for them. */
export class PolledConnection extends Connection {
  /** Whether the end was sent. */
  private hasEnded: bool = false;

  constructor(protected readonly socket: SocketFd) { super(); }

  read(bytes: Uint8Array): Promise<i32> { return this.socket.read(bytes); }

  write(buffer: ArrayBuffer, start: usize, length: usize): Promise<void> {
    const direct = takeDirect(), socket = this.socket;
    if (this.hasEnded && !socket.isClosed) return rejected<void>(direct, new NetError(Errno.PIPE, "write", socket.path));
    return socket.writeRange(buffer, start, length, direct);
  }

  async shutdown(): Promise<void> {
    const socket = this.socket;
    if (this.hasEnded) return;
    this.hasEnded = true;
    await socket.write(new ArrayBuffer(0)); // comes after the writes before it
    const errno = sock_shutdown(socket.fd, SHUTDOWN_WRITE);
    if (errno) throw new NetError(errno, "shutdown", socket.path);
  }

  close(reason: i32): Promise<void> { return this.socket.closeFor(reason); }

  lastActive(): i64 { return this.socket.lastActive; }
  localAddress(): SocketAddress { return unknownAddress(); }
  peerAddress(): SocketAddress { return unknownAddress(); }
  setNoDelay(on: bool): bool { return false; }
  setKeepAlive(seconds: i32): bool { return false; }
}
