// Any file system, but nothing in it can be changed: every attempt fails with EROFS.

import { fail } from "./errno.js";
import type { Directory, DirectoryEntry, Filestat, OpenFile, OpenOptions } from "./files.js";

/**
 * Gives a guest a directory that it can only read.
 *
 * ```ts
 * const wasi = new WASI({ version: "preview1", preopens: { "/site": new ReadOnly(MemoryDirectory.of(bundle)) } });
 * ```
 */
export class ReadOnly implements Directory {
  constructor(private readonly directory: Directory) {}

  open(path: string, options: OpenOptions): OpenFile | Directory {
    if (options.write) fail("ROFS");
    const opened = this.directory.open(path, options);
    return "entries" in opened ? new ReadOnly(opened) : new ReadOnlyFile(opened);
  }

  stat(path: string, follow: boolean): Filestat {
    return this.directory.stat(path, follow);
  }

  readlink(path: string): string {
    return this.directory.readlink(path);
  }

  entries(): DirectoryEntry[] {
    return this.directory.entries();
  }

  close(): void {
    this.directory.close();
  }

  setTimes(): void {
    fail("ROFS");
  }

  createDirectory(): void {
    fail("ROFS");
  }

  removeDirectory(): void {
    fail("ROFS");
  }

  unlink(): void {
    fail("ROFS");
  }

  symlink(): void {
    fail("ROFS");
  }

  rename(): void {
    fail("ROFS");
  }

  link(): void {
    fail("ROFS");
  }
}

class ReadOnlyFile implements OpenFile {
  constructor(private readonly file: OpenFile) {}

  get filetype(): number {
    return this.file.filetype;
  }

  read(buffers: Uint8Array[], position: number): number {
    return this.file.read(buffers, position);
  }

  stat(): Filestat {
    return this.file.stat();
  }

  /** The host's own file is not to be touched, not even to be flushed. */
  sync(): void {}

  close(): void {
    this.file.close();
  }

  write(): number {
    fail("ROFS");
  }

  append(): number {
    fail("ROFS");
  }

  setSize(): void {
    fail("ROFS");
  }

  setTimes(): void {
    fail("ROFS");
  }
}
