import { count, Counted } from "../core/count";
import { Direction } from "../reactor/descriptor";
import { isReadable } from "../reactor/descriptors";
import { closeFile, fileTypeOf, readBytes, writeBytes } from "../wasi/calls";
import { stdinPollable } from "../wasi/p2/stdin";
import { beginInput, completeInput, takeInput } from "../wasi/p3/stdin";
import { FileType } from "../wasi/preview1";
import { Duplex } from "./duplex";
import { Lines } from "./lines";
import { BufferedReader } from "./reader";

/**
 * A descriptor of the host, read and written without holding up anything else. Its operations are done in the order in
 * which they were asked for, reads and writes apart. Awaiting one on the spot allocates nothing once the pool is warm.
 *
 * @example
 * const buffer = new Uint8Array(64 * 1024);
 * for (let n = await stdin.read(buffer); n > 0; n = await stdin.read(buffer)) {
 *   await stdout.write(buffer.subarray(0, n));
 * }
 */
export class AsyncFd extends Duplex {
  /**
   * @param fd the host's number; whoever makes the object leaves it to `close`
   * @param path what errors call it
   */
  constructor(fd: i32, path: string = "") {
    super(fd, path);
    if (fd > 2) count(Counted.DESCRIPTOR, 1); // the standard streams were open before
    const type = fileTypeOf(fd);
    // A file is always ready: there is nothing to wait for, and hosts differ on what polling it does.
    if (type == FileType.REGULAR_FILE || type == FileType.DIRECTORY) this.always = Direction.READ | Direction.WRITE;
    // Of what the adapter of components has beside files, only standard input has to be waited for.
    else if (isDefined(POLLEN_WASIP2) || isDefined(POLLEN_WASIP3)) this.always = fd ? Direction.READ | Direction.WRITE : Direction.WRITE;
  }

  // Standard input of components.
  pollable(direction: Direction): i32 { return stdinPollable(); }
  begin(direction: Direction): i32 { return beginInput(); }
  complete(direction: Direction, code: i32): void { completeInput(code); }

  /** The lines, one by one, read through a buffer of their own: see `BufferedReader`. */
  lines(): Lines { return new BufferedReader(this).lines(); }

  protected transferIn(start: usize, length: usize): i32 {
    const count = isDefined(POLLEN_WASIP3) && !this.fd ? takeInput(start, length) : readBytes(this.fd, start, length);
    // Who got all that they had room for will want more: a host that reads for its programs does so while they deal with it.
    if (count == <i32>length && !(this.always & Direction.READ)) this.isHopeful = isReadable(this);
    return count;
  }

  protected transferOut(start: usize, length: usize): i32 { return writeBytes(this.fd, start, length); }

  protected release(): i32 {
    if (this.fd > 2) count(Counted.DESCRIPTOR, -1);
    return closeFile(this.fd);
  }
}
