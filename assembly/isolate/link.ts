import { count, Counted } from "../core/count";
import { Duplex } from "../io/duplex";
import { readBytes, writeBytes } from "../wasi/calls";
import { fd_close, fd_fdstat_set_flags, NONBLOCK, SHUTDOWN_WRITE, sock_shutdown } from "../wasi/preview1";

/** A connection between two isolates. The host takes each write as a whole, or not at all yet. */
export class Link extends Duplex {
  constructor(fd: i32) {
    super(fd, "isolate");
    count(Counted.DESCRIPTOR, 1);
    fd_fdstat_set_flags(fd, NONBLOCK);
  }

  /** Says, behind what was written, that nothing more comes. */
  async shutdown(): Promise<void> {
    await this.write(new ArrayBuffer(0)); // comes after the writes before it
    if (!this.isClosed) sock_shutdown(this.fd, SHUTDOWN_WRITE);
  }

  /** A cancelled write must not leave half a message behind. */
  protected get piece(): usize { return usize.MAX_VALUE; }

  protected transferIn(start: usize, length: usize): i32 { return readBytes(this.fd, start, length); }
  protected transferOut(start: usize, length: usize): i32 { return writeBytes(this.fd, start, length); }

  protected release(): i32 {
    count(Counted.DESCRIPTOR, -1);
    return fd_close(this.fd);
  }
}
