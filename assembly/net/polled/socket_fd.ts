// Sockets on hosts that tell readiness through `poll_oneoff`: descriptors like others, that never wait.
import { count, Counted } from "../../core/count";
import { getNow } from "../../core/timers";
import { Duplex } from "../../io/duplex";
import { IOError } from "../../io/error";
import { Direction } from "../../reactor/descriptor";
import { canPollSockets } from "../../reactor/wasip1/descriptors";
import { readBytes, writeBytes } from "../../wasi/calls";
import { Errno } from "../../wasi/errno";
import { fd_close, fd_fdstat_set_flags, NONBLOCK, SHUTDOWN_BOTH, sock_shutdown } from "../../wasi/preview1";
import { NetError } from "../error";

/** A socket of the host. */
export class SocketFd extends Duplex {
  /** When bytes last went in or out, in nanoseconds of `getNow()`. */
  lastActive: i64 = getNow();

  /**
   * @param fd the host's number
   * @param name the address that errors tell
   */
  constructor(fd: i32, name: string) {
    super(fd, name);
    count(Counted.DESCRIPTOR, 1);
    fd_fdstat_set_flags(fd, NONBLOCK); // wazero blocks without it, others know it from `sock_accept`
    if (!canPollSockets()) this.always = Direction.READ | Direction.WRITE;
  }

  protected transferIn(start: usize, length: usize): i32 {
    const count = readBytes(this.fd, start, length);
    if (count > 0) this.lastActive = getNow();
    return count;
  }

  protected transferOut(start: usize, length: usize): i32 {
    const count = writeBytes(this.fd, start, length);
    if (count > 0) this.lastActive = getNow();
    return count;
  }

  protected release(): i32 {
    count(Counted.DESCRIPTOR, -1);
    if (this.always) sock_shutdown(this.fd, SHUTDOWN_BOTH); // on wazero `fd_close` alone leaves the connection open
    return fd_close(this.fd);
  }

  /** wazero says EIO of connections that are lost, for whatever reason. */
  protected error(syscall: string, errno: i32): IOError {
    return new NetError(errno == Errno.IO ? Errno.CONNRESET : errno, syscall, this.path);
  }
}
