// The file system of this machine, as a guest may see it: a sandboxed directory and its open files.
//
// Races: on Linux every directory on the way is held open, entered without following a link, and each call names one
// component below it; so another process that moves directories or puts links in their place meanwhile gains nothing. On
// other systems the directories on the way go by path, and such a process could redirect a call between check and use.

import * as fs from "node:fs";
import { Errno, Filetype } from "../wasi/abi.js";
import { errnoOf, fail } from "../wasi/errno.js";
import type { Directory, DirectoryEntry, Filestat, OpenFile, OpenOptions, Times } from "../wasi/files.js";
import { checkName, checkSlash, type Found, type Place, resolve, type Tree } from "../wasi/resolve.js";
import { changeTimes, timesOf } from "./file-times.js";

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_NOFOLLOW, O_DIRECTORY } = fs.constants;

/** A FIFO is opened at once, or not at all, where it would wait for another process; files are the same with it. */
const O_NONBLOCK = fs.constants.O_NONBLOCK ?? 0;

/** Linux: a descriptor that only names a directory; no right to read it is needed. Node has no name for it. */
const O_PATH = 0o10000000;

/** Largest size that Node passes on. */
const MAX_SIZE = BigInt(Number.MAX_SAFE_INTEGER);

/** Where Linux names the open files of a process; a path through it holds even when the directory is renamed. */
const OPEN_FILES = "/proc/self/fd";

/** A directory of this machine, and the path under which it is reached. */
interface Held {
  readonly path: string;
  /** Open as long as it is held, on Linux. */
  readonly fd?: number;
}

const disk: Tree<Held> = {
  look({ path }, name): Found | undefined {
    const stat = fs.lstatSync(`${path}/${name}`, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) return { type: "link", target: fs.readlinkSync(`${path}/${name}`) };
    return stat && { type: stat.isDirectory() ? "directory" : "file" };
  },

  enter(directory, name) {
    const path = `${directory.path}/${name}`;
    if (directory.fd === undefined) return disk.look(directory, name)?.type === "directory" ? { path } : undefined;
    try {
      const fd = fs.openSync(path, O_PATH | O_DIRECTORY | O_NOFOLLOW);
      return { path: `${OPEN_FILES}/${fd}`, fd };
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === Errno.NOENT || errno === Errno.NOTDIR) return undefined;
      throw error;
    }
  },

  leave({ fd }) {
    if (fd !== undefined) fs.closeSync(fd);
  },
};

/** The path for one call of the system, which must not follow a link in the last component. */
function pathOf({ directory, name }: Place<Held>): string {
  return `${directory.path}/${name}`;
}

export class DiskDirectory implements Directory {
  readonly #fd: number;
  readonly #root: Held;

  private constructor(fd: number, path: string) {
    this.#fd = fd;
    const held = `${OPEN_FILES}/${fd}`;
    this.#root = fs.existsSync(`${held}/.`) ? { path: held, fd } : { path: fs.realpathSync(path) };
  }

  /** A directory of this machine as the root of a sandbox. */
  static at(path: string): DiskDirectory {
    return new DiskDirectory(fs.openSync(path, O_RDONLY | O_DIRECTORY), path);
  }

  close(): void {
    fs.closeSync(this.#fd);
  }

  open(path: string, options: OpenOptions): OpenFile | Directory {
    // POSIX: what must not be there yet is not looked for behind a link.
    const follow = options.follow && !(options.create && options.exclusive);
    return this.#at(path, follow, (place) => {
      if (place.slash && options.create) fail("ISDIR");
      if (place.found?.type === "link" && !(options.create && options.exclusive)) fail("LOOP");
      const flags = openFlags(options) | (place.slash ? O_DIRECTORY : 0);
      const fd = fs.openSync(pathOf(place), flags, 0o666);
      try {
        const stat = fs.fstatSync(fd);
        if (stat.isDirectory()) return new DiskDirectory(fd, pathOf(place));
        return new DiskFile(fd, filetypeOf(stat));
      } catch (error) {
        fs.closeSync(fd);
        throw error;
      }
    });
  }

  stat(path: string, follow: boolean): Filestat {
    return this.#at(path, follow, (place) => filestatOf(fs.lstatSync(pathOf(place), { bigint: true })));
  }

  setTimes(path: string, follow: boolean, times: Times): void {
    this.#at(path, follow, (place) => {
      const stat = fs.lstatSync(pathOf(place), { bigint: true });
      changeTimes(stat, times, (atime, mtime) => fs.lutimesSync(pathOf(place), atime, mtime));
    });
  }

  createDirectory(path: string): void {
    this.#entry(path, "EXIST", (place) => fs.mkdirSync(pathOf(place)));
  }

  removeDirectory(path: string): void {
    this.#entry(path, "INVAL", (place) => fs.rmdirSync(pathOf(place)));
  }

  unlink(path: string): void {
    this.#entry(path, "ISDIR", (place) => {
      if (place.found?.type === "directory") fail("ISDIR"); // some systems say EPERM
      fs.unlinkSync(pathOf(place));
    });
  }

  readlink(path: string): string {
    const target = this.#at(path, false, (place) => fs.readlinkSync(pathOf(place)));
    if (target.startsWith("/")) fail("PERM");
    return target;
  }

  /** An absolute target is refused: inside the sandbox it could never be followed. */
  symlink(target: string, path: string): void {
    if (target.startsWith("/")) fail("PERM");
    if (target === "") fail("NOENT");
    if (target.includes("\0")) fail("INVAL");
    this.#entry(path, "EXIST", (place) => {
      if (place.slash) fail(place.found ? "EXIST" : "NOENT");
      fs.symlinkSync(target, pathOf(place));
    });
  }

  rename(path: string, to: Directory, toPath: string): void {
    if (!(to instanceof DiskDirectory)) fail("XDEV");
    resolve(disk, this.#root, path, "keep", (from) =>
      resolve(disk, to.#root, toPath, "keep", (target) => {
        for (const place of [from, target]) checkName(place, "BUSY");
        for (const place of [from, target]) checkSlash(place);
        if (from.found && from.found.type !== "directory" && target.slash) fail("NOTDIR");
        fs.renameSync(pathOf(from), pathOf(target));
      }),
    );
  }

  link(path: string, follow: boolean, to: Directory, toPath: string): void {
    if (!(to instanceof DiskDirectory)) fail("XDEV");
    if (follow) fail("INVAL");
    resolve(disk, this.#root, path, "keep", (from) => {
      checkSlash(from);
      resolve(disk, to.#root, toPath, "keep", (target) => {
        checkSlash(target);
        if (from.found === undefined) fail("NOENT");
        if (target.found !== undefined) fail("EXIST");
        if (target.slash) fail("NOENT");
        if (from.found.type === "directory") fail("PERM");
        fs.linkSync(pathOf(from), pathOf(target));
      });
    });
  }

  entries(): DirectoryEntry[] {
    const { path } = this.#root;
    return fs.readdirSync(`${path}/.`).flatMap((name) => {
      const stat = fs.lstatSync(`${path}/${name}`, { bigint: true, throwIfNoEntry: false });
      return stat === undefined ? [] : [{ name, filetype: filetypeOf(stat), ino: stat.ino }];
    });
  }

  #at<T>(path: string, follow: boolean, use: (place: Place<Held>) => T): T {
    return resolve(disk, this.#root, path, follow ? "follow" : "follow before slash", use);
  }

  #entry<T>(path: string, dots: "EXIST" | "INVAL" | "ISDIR", use: (place: Place<Held>) => T): T {
    return resolve(disk, this.#root, path, "keep", (place) => {
      checkName(place, dots);
      checkSlash(place);
      return use(place);
    });
  }
}

class DiskFile implements OpenFile {
  /** The same file once more, opened so that the system puts every write at the end; since the first one. */
  #atEnd: number | undefined;

  constructor(
    private readonly fd: number,
    readonly filetype: number,
  ) {}

  read(buffers: Uint8Array[], position: number): number {
    const first = buffers[0];
    if (buffers.length === 1 && first) return fs.readSync(this.fd, first, 0, first.length, position);
    return fs.readvSync(this.fd, buffers, position);
  }

  write(buffers: Uint8Array[], position: number): number {
    const first = buffers[0];
    if (buffers.length === 1 && first) return fs.writeSync(this.fd, first, 0, first.length, position);
    return fs.writevSync(this.fd, buffers, position);
  }

  append(buffers: Uint8Array[]): number {
    this.#atEnd ??= reopen(this.fd, O_WRONLY | O_APPEND);
    // Linux appends, whatever position is named; what has no positions refuses it, as on wasmtime.
    if (this.#atEnd !== undefined) return fs.writevSync(this.#atEnd, buffers, 0);
    return fs.writevSync(this.fd, buffers, fs.fstatSync(this.fd).size);
  }

  stat(): Filestat {
    return filestatOf(fs.fstatSync(this.fd, { bigint: true }));
  }

  setSize(size: bigint): void {
    if (size >= 1n << 63n) fail("INVAL");
    if (size > MAX_SIZE) fail("FBIG");
    fs.ftruncateSync(this.fd, Number(size));
  }

  setTimes(times: Times): void {
    const stat = fs.fstatSync(this.fd, { bigint: true });
    changeTimes(stat, times, (atime, mtime) => fs.futimesSync(this.fd, atime, mtime));
  }

  sync(dataOnly: boolean): void {
    if (dataOnly) fs.fdatasyncSync(this.fd);
    else fs.fsyncSync(this.fd);
  }

  close(): void {
    fs.closeSync(this.fd);
    if (this.#atEnd !== undefined) fs.closeSync(this.#atEnd);
  }
}

/** The same file with other flags; undefined where the system cannot, or the file's mode now forbids it. */
function reopen(fd: number, flags: number): number | undefined {
  try {
    return fs.openSync(`${OPEN_FILES}/${fd}`, flags | O_NONBLOCK);
  } catch {
    return undefined;
  }
}

function openFlags(options: OpenOptions): number {
  let flags = options.write ? (options.read ? O_RDWR : O_WRONLY) : O_RDONLY;
  if (options.create) flags |= O_CREAT;
  if (options.create && options.exclusive) flags |= O_EXCL;
  if (options.truncate) flags |= O_TRUNC;
  if (options.directory) flags |= O_DIRECTORY;
  return flags | O_NOFOLLOW | O_NONBLOCK;
}

function filestatOf(stat: fs.BigIntStats): Filestat {
  const { dev, ino, nlink, size, ctimeNs } = stat;
  return { dev, ino, filetype: filetypeOf(stat), nlink, size, ...timesOf(stat), ctim: ctimeNs };
}

function filetypeOf(stat: fs.StatsBase<number | bigint>): number {
  if (stat.isFile()) return Filetype.REGULAR_FILE;
  if (stat.isDirectory()) return Filetype.DIRECTORY;
  if (stat.isSymbolicLink()) return Filetype.SYMBOLIC_LINK;
  if (stat.isCharacterDevice()) return Filetype.CHARACTER_DEVICE;
  if (stat.isBlockDevice()) return Filetype.BLOCK_DEVICE;
  if (stat.isSocket()) return Filetype.SOCKET_STREAM;
  return Filetype.UNKNOWN; // preview1 has no number for a FIFO
}
