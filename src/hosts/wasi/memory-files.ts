// A file system in memory, which behaves as the one on disk does.

import { Filetype } from "./abi.js";
import { fail } from "./errno.js";
import type { Directory, DirectoryEntry, Filestat, OpenFile, OpenOptions, Times } from "./files.js";
import { type Entry, Folder, Link, now, RegularFile, Volume } from "./memory-nodes.js";
import { checkName, checkSlash, type Found, type Place, resolve, type Tree } from "./resolve.js";

export const DEFAULT_CAPACITY = 256 * 1024 * 1024;

/** Longest file, in bytes, whose size and positions are exact numbers. */
const MAX_SIZE = BigInt(Number.MAX_SAFE_INTEGER);

const encoder = new TextEncoder();

const tree: Tree<Folder> = {
  look(directory, name): Found | undefined {
    const entry = directory.get(name);
    if (entry instanceof Link) return { type: "link", target: entry.target };
    return entry && { type: entry instanceof Folder ? "directory" : "file" };
  },

  enter(directory, name) {
    const entry = directory.get(name);
    return entry instanceof Folder ? entry : undefined;
  },

  leave() {},
};

/** What a place names; undefined when nothing is there. */
function entryAt({ directory, name }: Place<Folder>): Entry | undefined {
  return name === "." ? directory : directory.get(name);
}

export interface MemoryOptions {
  /** Bytes that all files together may hold (default: 256 MiB); beyond, a write fails with ENOSPC. */
  capacity?: number;
}

/**
 * A file system in memory, to be given to a guest as a preopened directory.
 *
 * ```ts
 * const files = MemoryDirectory.of({ "config.json": "{}", "logs/today.txt": bytes });
 * const wasi = new WASI({ version: "preview1", preopens: { "/": files } });
 * ```
 */
export class MemoryDirectory implements Directory {
  readonly #folder: Folder;

  private constructor(folder: Folder) {
    this.#folder = folder;
  }

  /** The file system below a folder, for those who look at its nodes too. */
  static over(root: Folder): MemoryDirectory {
    return new MemoryDirectory(root);
  }

  /**
   * @param files contents by path, with `/` between the components; folders on the way are made. Text is stored as UTF-8.
   * @throws when a path is not relative, or a file stands where a folder is needed
   */
  static of(files: Readonly<Record<string, string | Uint8Array>> = {}, options: MemoryOptions = {}): MemoryDirectory {
    const volume = new Volume(options.capacity ?? DEFAULT_CAPACITY);
    const root = new Folder(volume);
    for (const [path, contents] of Object.entries(files)) {
      const names = path.split("/");
      const last = names.pop() ?? "";
      if ([...names, last].some((name) => name === "" || name === "." || name === "..")) {
        throw new TypeError(`${JSON.stringify(path)} does not name a file: write it as "folder/file.txt"`);
      }
      let folder = root;
      for (const name of names) {
        const there = folder.get(name) ?? new Folder(volume);
        if (!(there instanceof Folder)) throw new TypeError(`${JSON.stringify(path)} lies below a file`);
        folder.add(name, there);
        folder = there;
      }
      const bytes = typeof contents === "string" ? encoder.encode(contents) : contents;
      folder.add(last, new RegularFile(volume, bytes));
    }
    return new MemoryDirectory(root);
  }

  /** The files with their contents, by path: what `of` takes. Links and empty folders are left out. */
  contents(): Record<string, Uint8Array> {
    const found: Record<string, Uint8Array> = {};
    const visit = (folder: Folder, before: string) => {
      for (const [name, entry] of folder.entries) {
        if (entry instanceof Folder) visit(entry, `${before}${name}/`);
        else if (entry instanceof RegularFile) found[before + name] = entry.bytes.slice();
      }
    };
    visit(this.#folder, "");
    return found;
  }

  open(path: string, options: OpenOptions): OpenFile | Directory {
    // POSIX: what must not be there yet is not looked for behind a link.
    const follow = options.follow && !(options.create && options.exclusive);
    return this.#at(path, follow, (place) => {
      if (place.slash && options.create) fail("ISDIR");
      let entry = entryAt(place);
      if (entry !== undefined && options.create && options.exclusive) fail("EXIST");
      if (entry instanceof Link) fail("LOOP");
      if (entry instanceof Folder) {
        if (options.write) fail("ISDIR");
        return new MemoryDirectory(entry);
      }
      if (entry !== undefined && options.directory) fail("NOTDIR");
      if (entry === undefined) {
        if (!options.create) fail("NOENT");
        entry = new RegularFile(this.#folder.volume);
        place.directory.add(place.name, entry);
      } else if (options.truncate) entry.resize(0);
      return new MemoryFile(entry);
    });
  }

  stat(path: string, follow: boolean): Filestat {
    return this.#existing(path, follow).stat;
  }

  setTimes(path: string, follow: boolean, times: Times): void {
    this.#existing(path, follow).setTimes(times);
  }

  createDirectory(path: string): void {
    this.#entry(path, "EXIST", (place) => {
      if (entryAt(place)) fail("EXIST");
      place.directory.add(place.name, new Folder(this.#folder.volume));
    });
  }

  removeDirectory(path: string): void {
    this.#entry(path, "INVAL", (place) => {
      const entry = entryAt(place) ?? fail("NOENT");
      if (!(entry instanceof Folder)) fail("NOTDIR");
      if (entry.entries.size > 0) fail("NOTEMPTY");
      place.directory.remove(place.name);
    });
  }

  unlink(path: string): void {
    this.#entry(path, "ISDIR", (place) => {
      const entry = entryAt(place) ?? fail("NOENT");
      if (entry instanceof Folder) fail("ISDIR");
      place.directory.remove(place.name);
      if (entry instanceof RegularFile) entry.released("name");
    });
  }

  readlink(path: string): string {
    const entry = this.#existing(path, false);
    return entry instanceof Link ? entry.target : fail("INVAL");
  }

  /** An absolute target is refused: it could never be followed. */
  symlink(target: string, path: string): void {
    if (target.startsWith("/")) fail("PERM");
    if (target === "") fail("NOENT");
    if (target.includes("\0")) fail("INVAL");
    this.#entry(path, "EXIST", (place) => {
      if (entryAt(place)) fail("EXIST");
      if (place.slash) fail("NOENT");
      place.directory.add(place.name, new Link(this.#folder.volume, target));
    });
  }

  rename(path: string, to: Directory, toPath: string): void {
    if (!(to instanceof MemoryDirectory) || to.#folder.volume !== this.#folder.volume) fail("XDEV");
    resolve(tree, this.#folder, path, "keep", (from) =>
      resolve(tree, to.#folder, toPath, "keep", (target) => {
        for (const place of [from, target]) checkName(place, "BUSY");
        for (const place of [from, target]) checkSlash(place);
        move(from, target);
      }),
    );
  }

  link(path: string, follow: boolean, to: Directory, toPath: string): void {
    if (!(to instanceof MemoryDirectory) || to.#folder.volume !== this.#folder.volume) fail("XDEV");
    if (follow) fail("INVAL");
    resolve(tree, this.#folder, path, "keep", (from) => {
      checkSlash(from);
      resolve(tree, to.#folder, toPath, "keep", (target) => {
        checkSlash(target);
        const entry = entryAt(from) ?? fail("NOENT");
        if (entryAt(target)) fail("EXIST");
        if (target.slash) fail("NOENT");
        if (entry instanceof Folder) fail("PERM");
        target.directory.add(target.name, entry);
        entry.links++;
        entry.ctim = now();
      });
    });
  }

  entries(): DirectoryEntry[] {
    return [...this.#folder.entries].map(([name, { filetype, ino }]) => ({ name, filetype, ino }));
  }

  close(): void {}

  #at<T>(path: string, follow: boolean, use: (place: Place<Folder>) => T): T {
    return resolve(tree, this.#folder, path, follow ? "follow" : "follow before slash", use);
  }

  #existing(path: string, follow: boolean): Entry {
    return this.#at(path, follow, (place) => entryAt(place) ?? fail("NOENT"));
  }

  #entry<T>(path: string, dots: "EXIST" | "INVAL" | "ISDIR", use: (place: Place<Folder>) => T): T {
    return resolve(tree, this.#folder, path, "keep", (place) => {
      checkName(place, dots);
      checkSlash(place);
      return use(place);
    });
  }
}

/** As rename(2): what stands at the target is replaced, when it is of the same kind, and empty. */
function move(from: Place<Folder>, to: Place<Folder>): void {
  const entry = entryAt(from) ?? fail("NOENT");
  const replaced = entryAt(to);
  if (to.slash && !(entry instanceof Folder)) fail("NOTDIR");
  if (entry === replaced) return;
  to.directory.checkAlive();
  if (to.directory.isInside(entry)) fail("INVAL");
  if (replaced !== undefined && from.directory.isInside(replaced)) fail("NOTEMPTY");
  if (replaced instanceof Folder) {
    if (!(entry instanceof Folder)) fail("ISDIR");
    if (replaced.entries.size > 0) fail("NOTEMPTY");
  } else if (replaced !== undefined && entry instanceof Folder) fail("NOTDIR");
  if (replaced !== undefined) to.directory.remove(to.name);
  if (replaced instanceof RegularFile) replaced.released("name");
  from.directory.remove(from.name);
  to.directory.add(to.name, entry);
  entry.ctim = now();
}

class MemoryFile implements OpenFile {
  readonly filetype = Filetype.REGULAR_FILE;

  constructor(private readonly file: RegularFile) {
    file.opened();
  }

  read(buffers: Uint8Array[], position: number): number {
    let total = 0;
    for (const buffer of buffers) {
      const start = position + total;
      const part = this.file.bytes.subarray(start, start + buffer.length);
      buffer.set(part);
      total += part.length;
      if (part.length < buffer.length) break;
    }
    this.file.atim = now();
    return total;
  }

  write(buffers: Uint8Array[], position: number): number {
    const length = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    const end = position + length;
    if (end > this.file.size) this.file.resize(end);
    let at = position;
    for (const buffer of buffers) {
      this.file.bytes.set(buffer, at);
      at += buffer.length;
    }
    this.file.changed();
    return length;
  }

  append(buffers: Uint8Array[]): number {
    return this.write(buffers, this.file.size);
  }

  stat(): Filestat {
    return this.file.stat;
  }

  setSize(size: bigint): void {
    if (size >= 1n << 63n) fail("INVAL");
    if (size > MAX_SIZE) fail("FBIG");
    this.file.resize(Number(size));
  }

  setTimes(times: Times): void {
    this.file.setTimes(times);
  }

  sync(): void {}

  close(): void {
    this.file.released("descriptor");
  }
}
