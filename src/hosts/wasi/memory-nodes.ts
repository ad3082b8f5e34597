// What a file system in memory is made of.
//
//   Folder ── entries ──> name ──> Folder       its parent; none once it is removed
//                              ──> RegularFile  its bytes; several names after path_link
//                              ──> Link         where it leads

import { Filetype } from "./abi.js";
import { fail } from "./errno.js";
import type { Filestat, Times } from "./files.js";

/** Longest name of a file, in bytes, as on Linux. */
const MAX_NAME = 255;

const encoder = new TextEncoder();

/** The bytes that all files of one file system hold, and may hold. */
export class Volume {
  #used = 0;
  #inodes = 0n;

  constructor(private readonly capacity: number) {}

  nextInode(): bigint {
    return ++this.#inodes;
  }

  /** Fails with ENOSPC when there is no room for so many bytes more (or fewer). */
  take(bytes: number): void {
    if (this.#used + bytes > this.capacity) fail("NOSPC");
    this.#used += bytes;
  }
}

abstract class Node {
  abstract readonly filetype: number;
  readonly ino: bigint;
  links = 1n;
  atim = now();
  mtim = this.atim;
  ctim = this.atim;
  /** Counts the changes of what it holds. */
  version = 0;

  constructor(readonly volume: Volume) {
    this.ino = volume.nextInode();
  }

  abstract get size(): number;

  get stat(): Filestat {
    const { ino, filetype, links, atim, mtim, ctim } = this;
    return { dev: 1n, ino, filetype, nlink: links, size: BigInt(this.size), atim, mtim, ctim };
  }

  setTimes({ atim, mtim }: Times): void {
    if (atim !== undefined) this.atim = atim;
    if (mtim !== undefined) this.mtim = mtim;
    this.ctim = now();
  }

  /** What it holds was changed. */
  changed(): void {
    this.mtim = this.ctim = now();
    this.version++;
  }
}

export class Folder extends Node {
  override readonly filetype = Filetype.DIRECTORY;
  override readonly size = 0;
  readonly entries = new Map<string, Entry>();

  /** `parent` is itself in the root. */
  constructor(
    volume: Volume,
    public parent?: Folder,
  ) {
    super(volume);
    this.parent ??= this;
  }

  /** What lies under the name. */
  get(name: string): Entry | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined && encoder.encode(name).length > MAX_NAME) fail("NAMETOOLONG");
    return entry;
  }

  /** Fails with ENOENT when it was removed, and is only open somewhere. */
  checkAlive(): void {
    if (this.parent === undefined) fail("NOENT");
  }

  add(name: string, entry: Entry): void {
    this.checkAlive();
    this.entries.set(name, entry);
    if (entry instanceof Folder) entry.parent = this;
    this.changed();
  }

  remove(name: string): void {
    const entry = this.entries.get(name);
    this.entries.delete(name);
    if (entry instanceof Folder) entry.parent = undefined;
    this.changed();
  }

  isInside(other: Entry): boolean {
    for (let at: Folder | undefined = this; at !== undefined; at = at.parent === at ? undefined : at.parent) {
      if (at === other) return true;
    }
    return false;
  }
}

export class Link extends Node {
  override readonly filetype = Filetype.SYMBOLIC_LINK;

  constructor(
    volume: Volume,
    readonly target: string,
  ) {
    super(volume);
  }

  override get size(): number {
    return encoder.encode(this.target).length;
  }
}

export class RegularFile extends Node {
  override readonly filetype = Filetype.REGULAR_FILE;
  /** Has room beyond `size`, so that appending costs no copy each time. */
  #bytes: Uint8Array;
  #size: number;
  #opened = 0;

  constructor(volume: Volume, bytes: Uint8Array = new Uint8Array()) {
    super(volume);
    volume.take(bytes.length);
    this.#bytes = bytes.slice();
    this.#size = bytes.length;
  }

  override get size(): number {
    return this.#size;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  resize(size: number): void {
    this.volume.take(size - this.#size);
    if (size > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(size, Math.min(2 * this.#bytes.length, size + 2 ** 20)));
      grown.set(this.bytes);
      this.#bytes = grown;
    }
    if (size < this.#size) this.#bytes.fill(0, size, this.#size);
    this.#size = size;
    this.changed();
  }

  opened(): void {
    this.#opened++;
  }

  /** A name or an open descriptor is gone; with the last of both its bytes are free. */
  released(what: "name" | "descriptor"): void {
    if (what === "name") this.links--;
    else this.#opened--;
    if (this.links > 0n || this.#opened > 0) return;
    this.volume.take(-this.#size);
    this.#bytes = new Uint8Array();
    this.#size = 0;
  }
}

export type Entry = Folder | RegularFile | Link;

/** Times are nanoseconds since the epoch. */
export function now(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
