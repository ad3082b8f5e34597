// Whatever errno the file system or the connection under a call fails with, the guest gets it, whether as a `WasiError` or as
// an error of node:fs. No real file system fails on demand: this one does.

import { expect, test } from "vitest";
import { Errno } from "../../../src/hosts/wasi/abi.js";
import { WasiError } from "../../../src/hosts/wasi/errno.js";
import type { Directory, OpenFile } from "../../../src/hosts/wasi/files.js";
import type { Connection, Listener } from "../../../src/hosts/wasi/sockets.js";
import type { WasiOptions } from "../../../src/hosts/wasi/wasi.js";
import { calls } from "./calls.js";
import { pairOf } from "./errnos.js";
import { inProcess } from "./hosts.js";

type Failure = (name: keyof typeof Errno) => unknown;
const failures: Record<string, Failure> = {
  "a WasiError": (name) => new WasiError(Errno[name]),
  "an error of node:fs": (name) => Object.assign(new Error(name), { code: `E${name}`, syscall: "call" }),
};

/** An object all of whose methods throw, but for those given. */
function failing<T extends object>(error: unknown, given: Partial<T>): T {
  const methods = new Proxy({} as T, {
    get: (_, name) =>
      given[name as keyof T] ??
      (() => {
        throw error;
      }),
    has: (_, name) => name in given,
  });
  return methods;
}

const onDirectories = calls`
  path_create_directory 3 'x'; path_filestat_get 3 1 'x' ~64; path_filestat_set_times 3 1 'x' 1 1 5
  path_link 3 0 'x' 3 'y'; path_open 3 1 'x' 0 2 0 0 ~4; path_readlink 3 'x' ~8 8 ~4; path_remove_directory 3 'x'
  path_rename 3 'x' 3 'y'; path_symlink 'x' 3 'y'; path_unlink_file 3 'x'; fd_readdir 3 ~64 64 0 ~4
  fd_filestat_get 3 ~64; fd_filestat_set_times 3 1 1 5; fd_close 3
`;
const onFiles = calls`
  fd_read 4 iov:1 ~4; fd_write 4 out:'x' ~4; fd_pread 4 iov:1 0 ~4; fd_pwrite 4 out:'x' 0 ~4; fd_sync 4; fd_datasync 4
  fd_filestat_get 4 ~64; fd_filestat_set_size 4 1; fd_filestat_set_times 4 1 1 5; fd_seek 4 0 2 ~8
  poll_oneoff sub:read:4,mono+1 ~64 2 ~4; fd_close 4
`;
const onConnections = calls`sock_recv 4 iov:1 0 ~4 ~4; sock_send 4 out:'x' 0 ~4; sock_shutdown 4 1; fd_read 4 iov:1 ~4`;

async function pairs(made: string[], options: Partial<WasiOptions>): Promise<(string | undefined)[]> {
  return (await inProcess(made, options)).map(pairOf);
}

const names = (Object.keys(Errno) as (keyof typeof Errno)[]).filter((name) => name !== "SUCCESS");
const answers = (made: string[], name: keyof typeof Errno) =>
  made.map((call) => `${call.split(" ")[0]} ${Errno[name]}`);

test.each(Object.keys(failures))("every errno is passed on: %s", async (kind) => {
  const entries = () => {
    throw new Error("asked for its entries");
  };
  for (const name of names) {
    const error = failures[kind]?.(name);
    const directory = failing<Directory>(error, {});
    expect(await pairs(onDirectories, { preopens: [{ name: "/", directory }] })).toEqual(answers(onDirectories, name));

    const file = failing<OpenFile>(error, { filetype: 4 });
    const holder = failing<Directory>(new Error("not asked"), { open: () => file, entries, close() {} });
    const opened = ["path_open 3 1 'x' 0 0x42 0 0 ~4", ...onFiles];
    const onFile = await pairs(opened, { preopens: [{ name: "/", directory: holder }] });
    expect(onFile).toEqual(["path_open 0", ...answers(onFiles, name)]);

    const connection = failing<Connection>(error, { close() {} });
    const listener: Listener = { hasConnection: () => true, accept: () => connection, close() {} };
    const accepted = ["sock_accept 3 0 ~4", ...onConnections];
    const onConnection = await pairs(accepted, { listeners: [listener] });
    expect(onConnection).toEqual(["sock_accept 0", ...answers(onConnections, name)]);
  }
});

test("an errno that preview1 does not know is EIO, one that is not supported ENOTSUP", async () => {
  const answer = async (code: string) => {
    const directory = failing<Directory>(Object.assign(new Error(code), { code, syscall: "call" }), {});
    return inProcess(["path_unlink_file 3 'x'"], { preopens: [{ name: "/", directory }] });
  };
  expect(await answer("EREMOTEIO")).toEqual(["path_unlink_file 29"]);
  expect(await answer("ENOSYS")).toEqual(["path_unlink_file 58"]);
  expect(await answer("EOPNOTSUPP")).toEqual(["path_unlink_file 58"]);
  expect(await answer("ERR_INVALID_ARG_VALUE")).toEqual(["path_unlink_file 28"]);
});
