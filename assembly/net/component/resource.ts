import { Duplex } from "../../io/duplex";
import { IOError } from "../../io/error";
import { Errno } from "../../wasi/errno";
import { NetError } from "../error";

/** Something of the host that is waited for, and through which no bytes go. */
export abstract class HostResource extends Duplex {
  /** @param syscall what errors name; null: what was tried */
  constructor(fd: i32, name: string, private readonly syscall: string | null = null) { super(fd, name); }

  protected error(syscall: string, errno: i32): IOError {
    const named = this.syscall;
    return new NetError(errno, named !== null ? named : syscall, this.path);
  }

  protected transferIn(start: usize, length: usize): i32 { return -<i32>Errno.NOTCONN; }
  protected transferOut(start: usize, length: usize): i32 { return -<i32>Errno.NOTCONN; }
}
