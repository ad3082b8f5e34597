// Calls that only our host can be asked, for it takes what they need as options: sockets, limits, file systems of each kind.
// The answers are in errnos.txt; there is no other host to compare them with.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { DiskDirectory } from "../../../src/hosts/node/disk.js";
import { Errno } from "../../../src/hosts/wasi/abi.js";
import { WasiError } from "../../../src/hosts/wasi/errno.js";
import { ReadOnly } from "../../../src/hosts/wasi/read-only.js";
import type { Connection, Listener } from "../../../src/hosts/wasi/sockets.js";
import type { WasiOptions } from "../../../src/hosts/wasi/wasi.js";
import { folderWith } from "../../setup/pollen.js";
import { calls } from "./calls.js";
import { worldInMemory } from "./hosts.js";

export interface OwnGroup {
  calls: string[];
  /** What the guest is given; descriptors from 3 on. */
  options(): Partial<WasiOptions>;
}

/** A connection with a few bytes to be read, and room for a few; then both would wait. */
function talking(): Connection {
  let pending = Buffer.from("hello");
  let room = 4;
  return {
    read([buffer = new Uint8Array()], peek) {
      if (pending.length === 0) return undefined;
      const part = pending.subarray(0, buffer.length);
      buffer.set(part);
      if (!peek) pending = pending.subarray(part.length);
      return part.length;
    },
    write([buffer = new Uint8Array()]) {
      if (room === 0) return undefined;
      const taken = Math.min(room, buffer.length);
      room -= taken;
      return taken;
    },
    available: () => pending.length || undefined,
    canWrite: () => room > 0,
    isBroken: false,
    shutdown() {},
    close() {},
  };
}

/** A connection that the other side broke. */
function broken(): Connection {
  const fail = (errno: number) => () => {
    throw new WasiError(errno);
  };
  return { ...talking(), isBroken: true, read: fail(Errno.CONNRESET), write: fail(Errno.PIPE) };
}

/** One connection of each kind, then none. */
function listener(): Listener {
  const waiting = [talking(), broken()];
  return { hasConnection: () => waiting.length > 0, accept: () => waiting.shift(), close() {} };
}

const world = () => ({ preopens: [{ name: "/data", directory: worldInMemory() }] });

export const ownGroups: Record<string, OwnGroup> = {
  "a socket that listens": {
    options: () => ({ listeners: [listener()] }),
    calls: calls`
      fd_fdstat_get 3 *24; fd_filestat_get 3 ~64; poll_oneoff sub:read:3 *32 1 *4; sock_accept 3 8 *4; sock_accept 3 0 -1
      sock_accept 3 0 *4; sock_accept 3 4 *4; fd_fdstat_set_flags 3 4; sock_accept 3 0 *4; sock_accept 4 0 *4
      sock_accept 0 0 *4; sock_accept 9 0 *4; poll_oneoff sub:write:3,mono+1 *64 2 *4
      sock_recv 3 iov:1 0 *4 *4; sock_send 3 out:'x' 0 *4; sock_shutdown 3 1; fd_read 3 iov:1 *4; fd_write 3 out:'x' *4
      fd_seek 3 0 0 *8; fd_tell 3 *8; fd_fdstat_set_flags 3 1; fd_fdstat_set_rights 3 0 0; fd_sync 3; fd_close 3
    `,
  },
  "a connection": {
    options: () => ({ listeners: [listener()] }),
    calls: calls`
      sock_accept 3 0 *4; fd_fdstat_set_flags 4 4; fd_fdstat_get 4 *24; fd_filestat_get 4 ~64
      poll_oneoff sub:read:4,write:4 *64 2 *4; sock_recv 4 iov:2 1 *4 *4; sock_recv 4 iov:2 0 *4 *4; sock_recv 4 iov:9 2 *4 *4
      sock_recv 4 iov:9 0 *4 *4; fd_read 4 iov:1 *4; sock_recv 4 iov:0 0 *4 *4; sock_recv 4 iov:1 8 *4 *4
      sock_recv 4 ~8 1 0 -1 ~4; sock_recv 4 ~8 1 0 ~4 -1; sock_recv 4 -8 1 0 ~4 ~4; sock_recv 0 iov:1 0 *4 *4
      sock_recv 9 iov:1 0 *4 *4; sock_send 4 out:'xy' 0 *4; fd_write 4 out:'xyz' *4; sock_send 4 out:'x' 0 *4
      fd_write 4 out:'x' *4; sock_send 4 out:'x' 1 *4; sock_send 4 out:'x' 0 -1; sock_send 4 -8 1 0 ~4
      sock_send 0 out:'x' 0 *4; sock_send 9 out:'x' 0 *4; sock_shutdown 4 1; sock_shutdown 4 3; sock_shutdown 4 0
      sock_shutdown 4 8; sock_shutdown 0 1; sock_shutdown 9 1; fd_pread 4 iov:1 0 *4; fd_pwrite 4 out:'x' 0 *4
      fd_seek 4 0 0 *8; fd_tell 4 *8; poll_oneoff sub:read:4,mono+1 *64 2 *4; poll_oneoff sub:write:4,mono+1 *64 2 *4
      fd_fdstat_set_flags 4 1; fd_fdstat_set_rights 4 0 0; fd_close 4; fd_close 4
    `,
  },
  "a connection that is broken": {
    options: () => ({ listeners: [listener()] }),
    calls: calls`
      sock_accept 3 0 *4; sock_accept 3 0 *4; sock_recv 5 iov:1 0 *4 *4; sock_recv 5 iov:1 2 *4 *4; fd_read 5 iov:1 *4
      sock_send 5 out:'x' 0 *4; fd_write 5 out:'x' *4; poll_oneoff sub:write:5 *32 1 *4
    `,
  },
  "limits of the host": {
    options: () => ({
      ...world(),
      listeners: [listener()],
      limits: { openFiles: 6, pathBytes: 8, buffers: 2, subscriptions: 2, randomBytes: 16 },
    }),
    calls: calls`
      path_open 3 1 'a.txt' 0 0x42 0 0 *4; path_open 3 1 'b.txt' 0 0x42 0 0 *4; sock_accept 4 0 *4
      path_filestat_get 3 1 'full/file' ~64; fd_read 5 iov:2+2+2 *4; fd_read 5 iov:0+0+2 *4; fd_pread 5 iov:0+0+2 0 *4
      poll_oneoff sub:mono+1,mono+1,mono+1 *96 3 *4; random_get ~16 16; random_get ~17 17
    `,
  },
  "file systems that can only be read": {
    options: () => ({ preopens: [{ name: "/data", directory: new ReadOnly(worldInMemory()) }] }),
    calls: calls`
      path_open 3 1 'a.txt' 0 0x42 0 0 *4; path_open 3 1 'new' 1 2 0 0 *4; path_open 3 1 'a.txt' 0 2 0 0 *4; fd_sync 4
      fd_read 4 iov:9 *4; fd_write 4 out:'x' *4; fd_filestat_set_size 4 0; fd_filestat_set_times 4 1 1 5
      fd_filestat_set_times 3 1 1 5; path_create_directory 3 'new'; path_filestat_set_times 3 1 'a.txt' 1 1 5
      path_link 3 0 'a.txt' 3 'new'; path_remove_directory 3 'sub'; path_rename 3 'a.txt' 3 'new'
      path_symlink 'a.txt' 3 'new'; path_unlink_file 3 'a.txt'; path_filestat_get 3 1 'a.txt' ~64
      path_readlink 3 'link' *8 8 *4; fd_readdir 3 @500 500 0 *4; path_open 3 1 'sub' 2 2 0 0 *4; fd_close 5; fd_close 4
    `,
  },
  "a file system that is full": {
    options: () => ({ preopens: [{ name: "/data", directory: worldInMemory(16) }] }),
    calls: calls`
      path_open 3 1 'b.txt' 0 0x42 0 0 *4; fd_write 4 out:'12345678' *4; fd_write 4 out:'123456789' *4
      fd_pwrite 4 out:'x' 99 *4; fd_filestat_set_size 4 99; path_unlink_file 3 'full/file'; fd_write 4 out:'9' *4
    `,
  },
  "a link to an absolute path": {
    options: () => {
      const folder = folderWith({});
      symlinkSync("/etc", join(folder, "absolute"));
      return { preopens: [{ name: "/data", directory: DiskDirectory.at(folder) }] };
    },
    calls: calls`path_readlink 3 'absolute' *8 8 *4; path_open 3 1 'absolute' 0 2 0 0 *4; path_unlink_file 3 'absolute'`,
  },
  "two file systems": {
    options: () => ({
      preopens: ["/one", "/two"].map((name) => ({ name, directory: worldInMemory() })),
    }),
    calls: calls`path_rename 3 'a.txt' 4 'moved'; path_link 3 0 'a.txt' 4 'linked'`,
  },
  "a folder and a file system in memory": {
    options: () => ({
      preopens: [
        { name: "/one", directory: DiskDirectory.at(folderWith({ "a.txt": "" })) },
        { name: "/two", directory: worldInMemory() },
      ],
    }),
    calls: calls`path_rename 3 'a.txt' 4 'moved'; path_link 3 0 'a.txt' 4 'linked'`,
  },
};
