// What the host asks of a file system, and the descriptors that stand on it. A file system is a `Directory`: the root of
// a sandbox that no path given to it leaves. Paths are relative, separated by `/`, and come from the guest as they are.

import { Fdflags, Filetype, Rights, Whence } from "./abi.js";
import { Descriptor, type Fdstat, type Readiness } from "./descriptors.js";
import { fail } from "./errno.js";

/** Times are nanoseconds since the epoch. */
export interface Filestat {
  dev: bigint;
  ino: bigint;
  filetype: number;
  nlink: bigint;
  size: bigint;
  atim: bigint;
  mtim: bigint;
  ctim: bigint;
}

/** New times in nanoseconds; undefined keeps what is there. */
export interface Times {
  atim: bigint | undefined;
  mtim: bigint | undefined;
}

export interface OpenOptions {
  read: boolean;
  write: boolean;
  create: boolean;
  exclusive: boolean;
  truncate: boolean;
  directory: boolean;
  /** Follow a symbolic link in the last component. */
  follow: boolean;
}

export interface DirectoryEntry {
  name: string;
  filetype: number;
  ino: bigint;
}

/** Every method throws a `WasiError`, or an error of `node:fs`, when it fails. */
export interface Directory {
  open(path: string, options: OpenOptions): OpenFile | Directory;
  stat(path: string, follow: boolean): Filestat;
  setTimes(path: string, follow: boolean, times: Times): void;
  createDirectory(path: string): void;
  removeDirectory(path: string): void;
  unlink(path: string): void;
  readlink(path: string): string;
  symlink(target: string, path: string): void;
  /** `to` may belong to another file system: EXDEV. */
  rename(path: string, to: Directory, toPath: string): void;
  link(path: string, follow: boolean, to: Directory, toPath: string): void;
  /** Without `.` and `..`. */
  entries(): DirectoryEntry[];
  close(): void;
}

/** Positions are at most `Number.MAX_SAFE_INTEGER`. */
export interface OpenFile {
  readonly filetype: number;
  read(buffers: Uint8Array[], position: number): number;
  write(buffers: Uint8Array[], position: number): number;
  /** Writes at the end, in one step where the system can. */
  append(buffers: Uint8Array[]): number;
  stat(): Filestat;
  setSize(size: bigint): void;
  setTimes(times: Times): void;
  sync(dataOnly: boolean): void;
  close(): void;
}

/** Where a file is read or written: a number as far as numbers are exact. No file is so long, but a guest may seek there. */
type Position = number | bigint;

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

function positionOf(offset: bigint): Position {
  return offset <= MAX_EXACT ? Number(offset) : offset;
}

function positionAfter(position: number, count: number): Position {
  const after = position + count;
  return Number.isSafeInteger(after) ? after : BigInt(position) + BigInt(count);
}

/** Offsets are signed 64-bit numbers, as in the system's calls, which look at the offset first. */
function checkStart(position: bigint): void {
  if (position >= 1n << 63n) fail("INVAL");
}

function checkEnd(position: bigint, buffers: readonly Uint8Array[]): void {
  const end = buffers.reduce((sum, { length }) => sum + BigInt(length), position);
  if (end >= 1n << 63n) fail("INVAL");
}

export class FileDescriptor extends Descriptor {
  readonly #file: OpenFile;
  readonly #canRead: boolean;
  readonly #canWrite: boolean;
  #flags: number;
  #position: Position = 0;

  constructor(file: OpenFile, options: OpenOptions, flags: number) {
    super();
    this.#file = file;
    this.#flags = flags;
    this.#canRead = options.read;
    this.#canWrite = options.write;
  }

  override fdstat(): Fdstat {
    const { filetype } = this.#file;
    let rights: bigint = Rights.ALL;
    if (!this.#canRead) rights &= ~(Rights.FD_READ | Rights.FD_READDIR);
    if (!this.#canWrite) rights &= ~Rights.FD_WRITE;
    return { filetype, flags: this.#flags, rightsBase: rights, rightsInheriting: rights };
  }

  override filestat(): Filestat {
    return this.#file.stat();
  }

  override read(buffers: Uint8Array[], offset?: bigint): number {
    const position = offset === undefined ? this.#position : positionOf(offset);
    if (typeof position === "bigint") checkStart(position);
    if (!this.#canRead) fail("BADF");
    if (typeof position === "bigint") {
      checkEnd(position, buffers);
      return 0;
    }
    const count = buffers.length === 0 ? 0 : this.#file.read(buffers, position);
    if (offset === undefined) this.#position = positionAfter(position, count);
    return count;
  }

  override write(buffers: Uint8Array[], offset?: bigint): number {
    const position = offset === undefined ? this.#position : positionOf(offset);
    const appends = (this.#flags & Fdflags.APPEND) !== 0;
    if (typeof position === "bigint" && !appends) checkStart(position);
    if (!this.#canWrite) fail("BADF");
    if (buffers.length === 0) return 0;
    if (appends) {
      const count = this.#file.append(buffers);
      if (offset === undefined) this.#position = positionOf(this.#file.stat().size);
      return count;
    }
    if (typeof position === "bigint") {
      checkEnd(position, buffers);
      fail("FBIG");
    }
    const count = this.#file.write(buffers, position);
    if (offset === undefined) this.#position = positionAfter(position, count);
    return count;
  }

  override seek(offset: bigint, whence: number): bigint {
    let base = 0n;
    if (whence === Whence.CUR) base = this.tell();
    else if (whence === Whence.END) base = this.#file.stat().size;
    const position = base + offset;
    if (position < 0n || position >= 1n << 64n) fail("INVAL");
    this.#position = positionOf(position);
    return position;
  }

  override tell(): bigint {
    return BigInt(this.#position);
  }

  /** Files never wait, so NONBLOCK is only remembered; the SYNC flags cannot be changed, as on wasmtime. */
  override setFlags(flags: number): void {
    if (flags & (Fdflags.DSYNC | Fdflags.RSYNC | Fdflags.SYNC)) fail("INVAL");
    this.#flags = flags;
  }

  override setRights(): void {
    fail("NOTSUP");
  }

  override setSize(size: bigint): void {
    if (!this.#canWrite) fail("INVAL");
    this.#file.setSize(size);
  }

  override setTimes(times: Times): void {
    this.#file.setTimes(times);
  }

  /** Not supported, as on wasmtime: `posix_fallocate` then falls back to writing. */
  override allocate(): void {
    fail("NOTSUP");
  }

  /** Advice is taken, and not followed. */
  override advise(length: bigint): void {
    if (length < 0n) fail("INVAL");
  }

  override sync(dataOnly: boolean): void {
    this.#file.sync(dataOnly);
  }

  override readReadiness(): Readiness {
    const left = this.#file.stat().size - this.tell();
    return left > 0n ? { bytes: left, hangup: false } : { bytes: 1n, hangup: true };
  }

  override writeReadiness(): Readiness {
    return { bytes: 1n, hangup: false };
  }

  override close(): void {
    this.#file.close();
  }
}

const PREOPEN_RIGHTS: bigint =
  Rights.PATH_CREATE_DIRECTORY |
  Rights.PATH_CREATE_FILE |
  Rights.PATH_LINK_SOURCE |
  Rights.PATH_LINK_TARGET |
  Rights.PATH_OPEN |
  Rights.FD_READDIR |
  Rights.PATH_READLINK |
  Rights.PATH_RENAME_SOURCE |
  Rights.PATH_RENAME_TARGET |
  Rights.PATH_SYMLINK |
  Rights.PATH_REMOVE_DIRECTORY |
  Rights.PATH_UNLINK_FILE |
  Rights.PATH_FILESTAT_GET |
  Rights.PATH_FILESTAT_SET_TIMES |
  Rights.FD_FILESTAT_GET |
  Rights.FD_FILESTAT_SET_TIMES;

const PREOPEN_INHERITING: bigint =
  PREOPEN_RIGHTS |
  Rights.FD_DATASYNC |
  Rights.FD_READ |
  Rights.FD_SEEK |
  Rights.FD_FDSTAT_SET_FLAGS |
  Rights.FD_SYNC |
  Rights.FD_TELL |
  Rights.FD_WRITE |
  Rights.FD_ADVISE |
  Rights.FD_ALLOCATE |
  Rights.FD_FILESTAT_SET_SIZE |
  Rights.POLL_FD_READWRITE;

const DIRECTORY_RIGHTS: bigint =
  Rights.ALL & ~(Rights.FD_SEEK | Rights.FD_FILESTAT_SET_SIZE | Rights.PATH_FILESTAT_SET_SIZE | Rights.FD_WRITE);

export class DirectoryDescriptor extends Descriptor {
  readonly #directory: Directory;
  readonly #preopenName: string | undefined;

  constructor(directory: Directory, preopenName?: string) {
    super();
    this.#directory = directory;
    this.#preopenName = preopenName;
  }

  override get preopenName(): string | undefined {
    return this.#preopenName;
  }

  override directory(): Directory {
    return this.#directory;
  }

  /** Opens a path, and makes a descriptor of what is there. */
  open(path: string, options: OpenOptions, flags: number): Descriptor {
    const opened = this.#directory.open(path, options);
    return "entries" in opened ? new DirectoryDescriptor(opened) : new FileDescriptor(opened, options, flags);
  }

  override fdstat(): Fdstat {
    const preopen = this.#preopenName !== undefined;
    return {
      filetype: Filetype.DIRECTORY,
      flags: 0,
      rightsBase: preopen ? PREOPEN_RIGHTS : DIRECTORY_RIGHTS,
      rightsInheriting: preopen ? PREOPEN_INHERITING : DIRECTORY_RIGHTS,
    };
  }

  override filestat(): Filestat {
    return this.#directory.stat(".", true);
  }

  override setTimes(times: Times): void {
    this.#directory.setTimes(".", true, times);
  }

  override setRights(): void {
    fail("NOTSUP");
  }

  override close(): void {
    this.#directory.close();
  }
}
