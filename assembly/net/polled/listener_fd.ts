import { Promise } from "../../core/promise";
import { NONBLOCK, sock_accept } from "../../wasi/preview1";
import { SocketFd } from "./socket_fd";

/** Where the host's number of an accepted connection goes. */
// @ts-ignore: decorator
@lazy const accepted = memory.data(4);

/** A listening socket: a descriptor from which descriptors are read, those of the connections that it accepts. */
export class ListenerFd extends SocketFd {
  /** Where a read has room for a byte; nothing is written there. */
  private readonly room: Uint8Array = new Uint8Array(1);

  /** The descriptor of the next connection. Rejected with a `NetError`. */
  async accept(): Promise<i32> {
    const fd = await this.attemptRead(this.room);
    if (fd < 0) throw this.error("accept", -fd);
    this.isHopeful = true; // where somebody has come there are often more, and to look costs less than to wait
    return fd;
  }

  protected transferIn(start: usize, length: usize): i32 {
    const errno = sock_accept(this.fd, NONBLOCK, accepted);
    return errno ? -<i32>errno : load<i32>(accepted);
  }
}
