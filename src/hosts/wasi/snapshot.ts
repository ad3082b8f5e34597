// What differs between the two published versions of the interface, preview1 and its predecessor `wasi_unstable`.

import { Whence } from "./abi.js";
import { fail } from "./errno.js";
import type { Filestat } from "./files.js";
import type { GuestMemory } from "./memory.js";

export interface Snapshot {
  /** Where `fd_seek` counts from, by the number that the guest gives. */
  readonly whence: readonly number[];
  readonly filestat: {
    readonly size: number;
    /** Places of `nlink` (and its width in bytes), `size` and `atim`; `mtim` and `ctim` follow. */
    readonly nlink: number;
    readonly nlinkBytes: 4 | 8;
    readonly length: number;
    readonly atim: number;
  };
  readonly subscription: {
    readonly size: number;
    /** Place of the clock; `wasi_unstable` has 64 bits of the guest's own before it. */
    readonly clock: number;
  };
}

export const PREVIEW1: Snapshot = {
  whence: [Whence.SET, Whence.CUR, Whence.END],
  filestat: { size: 64, nlink: 24, nlinkBytes: 8, length: 32, atim: 40 },
  subscription: { size: 48, clock: 16 },
};

export const UNSTABLE: Snapshot = {
  whence: [Whence.CUR, Whence.END, Whence.SET],
  filestat: { size: 56, nlink: 20, nlinkBytes: 4, length: 24, atim: 32 },
  subscription: { size: 56, clock: 24 },
};

export function writeFilestat(memory: GuestMemory, address: number, stat: Filestat, { filestat }: Snapshot): void {
  if (filestat.nlinkBytes === 4 && stat.nlink > 0xffff_ffffn) fail("OVERFLOW");
  memory.bytes(address, filestat.size).fill(0);
  memory.setU64(address, stat.dev);
  memory.setU64(address + 8, stat.ino);
  memory.setU8(address + 16, stat.filetype);
  if (filestat.nlinkBytes === 8) memory.setU64(address + filestat.nlink, stat.nlink);
  else memory.setU32(address + filestat.nlink, Number(stat.nlink));
  memory.setU64(address + filestat.length, stat.size);
  memory.setU64(address + filestat.atim, stat.atim);
  memory.setU64(address + filestat.atim + 8, stat.mtim);
  memory.setU64(address + filestat.atim + 16, stat.ctim);
}
