import { Errno } from "../wasi/errno";
import { openAt, seekTo, statusOf } from "../wasi/files";
import { placeOf } from "../wasi/preopens";
import { fd_filestat_set_size, fd_sync, Open } from "../wasi/preview1";
import { AsyncFd } from "./async_fd";
import { IOError } from "./error";
import { FileStat } from "./stat";

/** What a position is counted from. */
export enum SeekMode {
  Start = 0,
  Current = 1,
  End = 2,
}

/**
 * An open file of a directory that the program was given (`--dir`). Its reads and writes are those of `AsyncFd`, at a
 * position that moves on.
 *
 * @example
 * const file = await File.open("access.log");
 * const size = (await file.stat()).size;
 * await file.seek(size / 2);
 * await file.close();
 */
export class File extends AsyncFd {
  /**
   * Opens a file.
   * @param path from the root, or relative to it; WASI has no current directory
   * @param mode as of Node and C: "r" to read, "w" to write an emptied or new file, "a" to append; "r+", "w+" and "a+"
   *   to do both; with an "x" it must be new: "wx"
   * Rejected with an `IOError`; with a `TypeError` for another mode.
   */
  static async open(path: string, mode: string = "r"): Promise<File> {
    const first = mode.charCodeAt(0), reads = first == 0x72 /* r */, appends = first == 0x61; /* a */
    let both = false, exclusive = false, known = reads || appends || first == 0x77; /* w */
    for (let i = 1; i < mode.length; i++) {
      const letter = mode.charCodeAt(i);
      if (letter == 0x2b /* + */ && !both) both = true;
      else if (letter == 0x78 /* x */ && !exclusive && !reads) exclusive = true;
      else known = false;
    }
    if (!known) throw new TypeError("open '" + path + "': unknown mode '" + mode + "'");
    const place = placeOf(path);
    if (place === null) throw new IOError(Errno.NOTCAPABLE, "open", path);
    const how = (reads ? 0 : Open.CREATE | (appends ? 0 : Open.TRUNCATE)) | (exclusive ? Open.EXCLUSIVE : 0);
    const fd = openAt(place, reads || both, !reads || both, appends, <u16>how);
    if (fd < 0) throw new IOError(-fd, "open", path);
    return new File(fd, path);
  }

  /**
   * Moves the position, and returns the new one. Await reads and writes first: they are done where it is then.
   * Rejected with an `IOError`.
   */
  async seek(offset: i64, from: SeekMode = SeekMode.Start): Promise<i64> {
    const position = this.isClosed ? -<i64>Errno.BADF : seekTo(this.fd, offset, <u8>from);
    if (position < 0) throw new IOError(<i32>-position, "seek", this.path);
    return position;
  }

  /** What the system knows about the file. Rejected with an `IOError`. */
  async stat(): Promise<FileStat> {
    if (this.isClosed) throw new IOError(Errno.BADF, "stat", this.path);
    const status = statusOf(this.fd);
    if (status.errno) throw new IOError(status.errno, "stat", this.path);
    return new FileStat(status);
  }

  /** Cuts the file to `size` bytes, or lengthens it with zeros. Rejected with an `IOError`. */
  async truncate(size: i64 = 0): Promise<void> {
    const errno = this.isClosed ? Errno.BADF : <i32>fd_filestat_set_size(this.fd, size);
    if (errno) throw new IOError(errno, "truncate", this.path);
  }

  /**
   * Waits until what was written is on the disk, and would be there after a power cut. Everything else waits, too: WASI has no
   * other call. Rejected with an `IOError`.
   */
  async sync(): Promise<void> {
    const errno = this.isClosed ? Errno.BADF : <i32>fd_sync(this.fd);
    if (errno) throw new IOError(errno, "sync", this.path);
  }
}
