// The path_* functions: each takes a directory's descriptor and a path inside it.

import { Fdflags, Lookupflags, Oflags, Rights } from "./abi.js";
import type { Context, Functions } from "./context.js";
import { fail } from "./errno.js";
import { decodeTimes } from "./fd.js";
import { DirectoryDescriptor, FileDescriptor, type OpenOptions } from "./files.js";
import { writeFilestat } from "./snapshot.js";

export function pathFunctions({ memory, descriptors, limits, snapshot }: Context): Functions {
  const directoryOf = (fd: number) => descriptors.get(fd).directory();
  const path = (address: number, length: number) => {
    memory.check(address, length);
    if (length > limits.pathBytes) fail("NAMETOOLONG");
    return memory.string(address, length);
  };

  return {
    path_create_directory(fd: number, address: number, length: number) {
      directoryOf(fd).createDirectory(path(address, length));
    },
    path_filestat_get(fd: number, flags: number, address: number, length: number, result: number) {
      memory.check(result, snapshot.filestat.size);
      const stat = directoryOf(fd).stat(path(address, length), follows(flags));
      writeFilestat(memory, result, stat, snapshot);
    },
    path_filestat_set_times(
      fd: number,
      flags: number,
      address: number,
      length: number,
      atim: bigint,
      mtim: bigint,
      timeFlags: number,
    ) {
      const times = decodeTimes(atim, mtim, timeFlags);
      directoryOf(fd).setTimes(path(address, length), follows(flags), times);
    },
    path_link(
      fd: number,
      flags: number,
      address: number,
      length: number,
      toFd: number,
      toAddress: number,
      toLength: number,
    ) {
      const [from, to] = [directoryOf(fd), directoryOf(toFd)];
      from.link(path(address, length), follows(flags), to, path(toAddress, toLength));
    },
    path_open(
      fd: number,
      lookupFlags: number,
      address: number,
      length: number,
      openFlags: number,
      rightsBase: bigint,
      _rightsInheriting: bigint,
      fdflags: number,
      result: number,
    ) {
      memory.check(result, 4);
      if (openFlags & ~Oflags.ALL || fdflags & ~Fdflags.ALL) fail("INVAL");
      const name = path(address, length);
      const parent = descriptors.get(fd);
      if (parent instanceof FileDescriptor) fail("NOTDIR");
      const mayWrite = (rightsBase & Rights.FD_WRITE) !== 0n;
      // As wasmtime opens it: what is made or cut can be written, and what is not to be written can be read.
      const options: OpenOptions = {
        read: (rightsBase & Rights.FD_READ) !== 0n || !mayWrite,
        write: mayWrite || (openFlags & (Oflags.CREAT | Oflags.TRUNC)) !== 0,
        create: (openFlags & Oflags.CREAT) !== 0,
        exclusive: (openFlags & Oflags.EXCL) !== 0,
        truncate: (openFlags & Oflags.TRUNC) !== 0,
        directory: (openFlags & Oflags.DIRECTORY) !== 0,
        follow: follows(lookupFlags),
      };
      if (!(parent instanceof DirectoryDescriptor)) fail("BADF");
      if (fdflags & (Fdflags.DSYNC | Fdflags.RSYNC | Fdflags.SYNC)) fail("NOTSUP");
      if (options.directory && (options.create || options.exclusive || options.truncate)) fail("INVAL");
      descriptors.reserve();
      memory.setU32(result, descriptors.add(parent.open(name, options, fdflags)));
    },
    path_readlink(fd: number, address: number, length: number, buffer: number, size: number, result: number) {
      memory.check(result, 4);
      memory.check(buffer, size);
      const target = new TextEncoder().encode(directoryOf(fd).readlink(path(address, length))).subarray(0, size);
      memory.bytes(buffer, target.length).set(target);
      memory.setU32(result, target.length);
    },
    path_remove_directory(fd: number, address: number, length: number) {
      directoryOf(fd).removeDirectory(path(address, length));
    },
    path_rename(fd: number, address: number, length: number, toFd: number, toAddress: number, toLength: number) {
      const [from, to] = [directoryOf(fd), directoryOf(toFd)];
      from.rename(path(address, length), to, path(toAddress, toLength));
    },
    path_symlink(target: number, targetLength: number, fd: number, address: number, length: number) {
      const parent = directoryOf(fd);
      parent.symlink(path(target, targetLength), path(address, length));
    },
    path_unlink_file(fd: number, address: number, length: number) {
      directoryOf(fd).unlink(path(address, length));
    },
  };
}

function follows(flags: number): boolean {
  if (flags & ~Lookupflags.ALL) fail("INVAL");
  return (flags & Lookupflags.SYMLINK_FOLLOW) !== 0;
}
