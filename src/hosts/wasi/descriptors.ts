// The table of open descriptors, and what every descriptor can be asked. A kind of descriptor overrides what it can do;
// everything else answers EBADF, as wasmtime does.

import { errnoOf, fail } from "./errno.js";
import type { Directory, Filestat, Times } from "./files.js";

export interface Fdstat {
  filetype: number;
  flags: number;
  rightsBase: bigint;
  rightsInheriting: bigint;
}

/** What a poll finds: how many bytes may be there, and whether the other side is gone. */
export interface Readiness {
  bytes: bigint;
  hangup: boolean;
}

export abstract class Descriptor {
  abstract fdstat(): Fdstat;
  abstract filestat(): Filestat;

  /** The directory that paths are relative to. */
  directory(): Directory {
    fail("BADF");
  }

  /** The name of a preopened directory, undefined for everything else. */
  get preopenName(): string | undefined {
    return undefined;
  }

  /** Reads into the buffers; 0 is the end, undefined that it would wait. `offset` undefined: at the position. */
  read(_buffers: Uint8Array[], _offset?: bigint): number | undefined {
    fail("BADF");
  }

  /** Undefined when it would wait. */
  write(_buffers: Uint8Array[], _offset?: bigint): number | undefined {
    fail("BADF");
  }

  seek(_offset: bigint, _whence: number): bigint {
    fail("BADF");
  }

  tell(): bigint {
    fail("BADF");
  }

  setFlags(_flags: number): void {
    fail("BADF");
  }

  setRights(): void {
    fail("BADF");
  }

  setSize(_size: bigint): void {
    fail("BADF");
  }

  setTimes(_times: Times): void {
    fail("BADF");
  }

  allocate(_offset: bigint, _length: bigint): void {
    fail("BADF");
  }

  advise(_length: bigint): void {
    fail("BADF");
  }

  sync(_dataOnly: boolean): void {
    fail("BADF");
  }

  /** Whether a read would not wait, or undefined when it would. */
  readReadiness(): Readiness | undefined {
    fail("BADF");
  }

  writeReadiness(): Readiness | undefined {
    fail("BADF");
  }

  close(): void {}
}

export class DescriptorTable {
  readonly #open = new Map<number, Descriptor>();
  readonly #free: number[] = [];
  #next = 0;

  /** @param limit more descriptors than this: EMFILE */
  constructor(private readonly limit: number) {}

  get(fd: number): Descriptor {
    return this.#open.get(fd) ?? fail("BADF");
  }

  /** Fails before a file is opened that would not fit. */
  reserve(): void {
    if (this.#open.size >= this.limit) fail("MFILE");
  }

  /** Takes the highest number that was closed, else the next new one: the numbers that wasmtime gives. */
  add(descriptor: Descriptor): number {
    const fd = this.#free.pop() ?? this.#next++;
    this.#open.set(fd, descriptor);
    return fd;
  }

  close(fd: number): void {
    const descriptor = this.get(fd);
    this.#release(fd);
    descriptor.close();
  }

  renumber(from: number, to: number): void {
    const descriptor = this.get(from);
    const replaced = this.get(to);
    if (from === to) return;
    this.#release(from);
    this.#open.set(to, descriptor);
    replaced.close();
  }

  closeAll(): void {
    for (const fd of this.#open.keys()) {
      try {
        this.close(fd);
      } catch (error) {
        if (errnoOf(error) === undefined) throw error; // an errno has nobody left to hear it
      }
    }
  }

  #release(fd: number): void {
    this.#open.delete(fd);
    this.#free.push(fd);
    this.#free.sort((a, b) => a - b);
  }
}
