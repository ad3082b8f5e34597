import { FileStatus } from "../wasi/files";
import { FileType } from "../wasi/preview1";

/** What the system knows about a file or directory. */
export class FileStat {
  /** Size in bytes. */
  readonly size: i64;
  /** When it was modified, in milliseconds since 1970. */
  readonly mtimeMs: i64;
  readonly isFile: bool;
  readonly isDirectory: bool;

  constructor(status: FileStatus) {
    this.size = status.size;
    this.mtimeMs = status.modified / 1_000_000;
    this.isFile = status.type == FileType.REGULAR_FILE;
    this.isDirectory = status.type == FileType.DIRECTORY;
  }
}

/** An entry of a directory. */
export class DirEntry {
  readonly isFile: bool;
  readonly isDirectory: bool;
  readonly isSymlink: bool;

  constructor(readonly name: string, type: FileType) {
    this.isFile = type == FileType.REGULAR_FILE;
    this.isDirectory = type == FileType.DIRECTORY;
    this.isSymlink = type == FileType.SYMBOLIC_LINK;
  }
}
