// The fd_* functions: they decode what the guest sent, ask the descriptor, and encode the answer.

import { ADVICE_COUNT, Fdflags, Filetype, Fstflags } from "./abi.js";
import type { Context, Functions, Outcome } from "./context.js";
import type { Descriptor } from "./descriptors.js";
import { fail } from "./errno.js";
import type { Directory, DirectoryEntry, Times } from "./files.js";
import type { GuestMemory } from "./memory.js";
import { writeFilestat } from "./snapshot.js";

const FDSTAT_SIZE = 24;
const DIRENT_SIZE = 24;

export function fdFunctions({ memory, descriptors, sleeper, snapshot }: Context): Functions {
  const directories = new DirectoryReader(memory);

  const transfer =
    (move: (descriptor: Descriptor, buffers: Uint8Array[], offset?: bigint) => number | undefined) =>
    (fd: number, iovs: number, count: number, result: number, offset?: bigint): Outcome => {
      memory.check(result, 4);
      const token = sleeper.token();
      const length = move(descriptors.get(fd), memory.buffers(iovs, count), offset);
      if (length !== undefined) memory.setU32(result, length);
      else return { token, ms: Infinity, retry: () => transfer(move)(fd, iovs, count, result, offset) };
    };
  const read = transfer((descriptor, buffers, offset) => descriptor.read(buffers, offset));
  const write = transfer((descriptor, buffers, offset) => descriptor.write(buffers, offset));

  return {
    fd_advise(fd: number, _offset: bigint, length: bigint, advice: number) {
      if (advice >= ADVICE_COUNT) fail("INVAL");
      descriptors.get(fd).advise(length);
    },
    fd_allocate(fd: number, offset: bigint, length: bigint) {
      descriptors.get(fd).allocate(unsigned(offset), unsigned(length));
    },
    fd_close(fd: number) {
      descriptors.close(fd);
    },
    fd_datasync(fd: number) {
      descriptors.get(fd).sync(true);
    },
    fd_fdstat_get(fd: number, result: number) {
      memory.check(result, FDSTAT_SIZE);
      const stat = descriptors.get(fd).fdstat();
      memory.bytes(result, FDSTAT_SIZE).fill(0);
      memory.setU8(result, stat.filetype);
      memory.setU16(result + 2, stat.flags);
      memory.setU64(result + 8, stat.rightsBase);
      memory.setU64(result + 16, stat.rightsInheriting);
    },
    fd_fdstat_set_flags(fd: number, flags: number) {
      if (flags & ~Fdflags.ALL) fail("INVAL");
      descriptors.get(fd).setFlags(flags);
    },
    fd_fdstat_set_rights(fd: number) {
      descriptors.get(fd).setRights();
    },
    fd_filestat_get(fd: number, result: number) {
      memory.check(result, snapshot.filestat.size);
      writeFilestat(memory, result, descriptors.get(fd).filestat(), snapshot);
    },
    fd_filestat_set_size(fd: number, size: bigint) {
      descriptors.get(fd).setSize(unsigned(size));
    },
    fd_filestat_set_times(fd: number, atim: bigint, mtim: bigint, flags: number) {
      const times = decodeTimes(atim, mtim, flags);
      descriptors.get(fd).setTimes(times);
    },
    fd_pread(fd: number, iovs: number, count: number, offset: bigint, result: number) {
      return read(fd, iovs, count, result, unsigned(offset));
    },
    fd_prestat_dir_name(fd: number, address: number, length: number) {
      const name = new TextEncoder().encode(descriptors.get(fd).preopenName ?? fail("NOTDIR"));
      if (name.length > length) fail("NAMETOOLONG");
      memory.bytes(address, name.length).set(name);
    },
    fd_prestat_get(fd: number, result: number) {
      memory.check(result, 8);
      const name = descriptors.get(fd).preopenName ?? fail("BADF");
      memory.setU32(result, 0); // tag 0: a directory
      memory.setU32(result + 4, new TextEncoder().encode(name).length);
    },
    fd_pwrite(fd: number, iovs: number, count: number, offset: bigint, result: number) {
      return write(fd, iovs, count, result, unsigned(offset));
    },
    fd_read(fd: number, iovs: number, count: number, result: number) {
      return read(fd, iovs, count, result);
    },
    fd_readdir(fd: number, address: number, length: number, cookie: bigint, result: number) {
      memory.check(result, 4);
      memory.check(address, length);
      const directory = descriptors.get(fd).directory();
      memory.setU32(result, directories.read(directory, address, length, unsigned(cookie)));
    },
    fd_renumber(from: number, to: number) {
      descriptors.renumber(from, to);
    },
    fd_seek(fd: number, offset: bigint, whence: number, result: number) {
      memory.check(result, 8);
      const base = snapshot.whence[whence] ?? fail("INVAL");
      memory.setU64(result, descriptors.get(fd).seek(offset, base));
    },
    fd_sync(fd: number) {
      descriptors.get(fd).sync(false);
    },
    fd_tell(fd: number, result: number) {
      memory.check(result, 8);
      memory.setU64(result, descriptors.get(fd).tell());
    },
    fd_write(fd: number, iovs: number, count: number, result: number) {
      return write(fd, iovs, count, result);
    },
  };
}

/** 64-bit parameters arrive signed. */
function unsigned(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

export function decodeTimes(atim: bigint, mtim: bigint, flags: number): Times {
  if (flags & ~Fstflags.ALL) fail("INVAL");
  const time = (value: bigint, set: number, now: number): bigint | undefined => {
    if (flags & set && flags & now) fail("INVAL");
    if (flags & set) return unsigned(value);
    return flags & now ? BigInt(Date.now()) * 1_000_000n : undefined;
  };
  return {
    atim: time(atim, Fstflags.ATIM, Fstflags.ATIM_NOW),
    mtim: time(mtim, Fstflags.MTIM, Fstflags.MTIM_NOW),
  };
}

/** Listings of directories, each taken when its reading starts, so that it does not shift under the reader's cookies. */
class DirectoryReader {
  readonly #listings = new WeakMap<Directory, DirectoryEntry[]>();

  constructor(private readonly memory: GuestMemory) {}

  read(directory: Directory, address: number, length: number, cookie: bigint): number {
    let entries = this.#listings.get(directory);
    if (entries === undefined || cookie === 0n) {
      const { ino } = directory.stat(".", true);
      const dots = [".", ".."].map((name) => ({ name, filetype: Filetype.DIRECTORY, ino }));
      entries = [...dots, ...directory.entries()];
      this.#listings.set(directory, entries);
    }
    const target = this.memory.bytes(address, length);
    const encoder = new TextEncoder();
    let used = 0;
    for (let i = cookie < entries.length ? Number(cookie) : entries.length; i < entries.length && used < length; i++) {
      const entry = entries[i] as DirectoryEntry;
      const name = encoder.encode(entry.name);
      const record = new Uint8Array(DIRENT_SIZE + name.length);
      const view = new DataView(record.buffer);
      view.setBigUint64(0, BigInt(i + 1), true);
      view.setBigUint64(8, entry.ino, true);
      view.setUint32(16, name.length, true);
      view.setUint8(20, entry.filetype);
      record.set(name, DIRENT_SIZE);
      const part = record.subarray(0, length - used); // the last record may be cut: the guest asks again from its cookie
      target.set(part, used);
      used += part.length;
    }
    return used;
  }
}
