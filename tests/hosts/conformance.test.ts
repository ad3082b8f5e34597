// The same calls on our host and on wasmtime: the same answers, and the same files afterwards.

import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { folderWith } from "../setup/pollen.js";
import { probe } from "./guests.js";

const ALL = "0x3fffffff";
const long = "x".repeat(300);

function world(): string {
  const folder = folderWith({ "a.txt": "hello\n", "b.txt": "" });
  mkdirSync(join(folder, "sub"));
  mkdirSync(join(folder, "full/inner"), { recursive: true });
  writeFileSync(join(folder, "full/file"), "x");
  for (const [name, target] of Object.entries({
    link: "a.txt",
    sublink: "sub",
    loop: "loop",
    up: "../x",
    gone: "none",
  })) {
    symlinkSync(target, join(folder, name));
  }
  return folder;
}

/** Every path below the folder with what is there. */
function contents(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = join(below, name);
    const stat = lstatSync(join(folder, path));
    if (stat.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(folder, path))}`];
    if (stat.isDirectory()) return [`${path}/`, ...contents(folder, path)];
    return [`${path}: ${readFileSync(join(folder, path), "utf8")}`];
  });
}

const groups: Record<string, string[]> = {
  "standard descriptors": [
    ...["fd_fdstat_get 0 *24", "fd_fdstat_get 1 *24", "fd_fdstat_get 2 *24", "fd_filestat_get 0 *64"],
    ...["fd_seek 0 0 0 *8", "fd_seek 1 0 1 *8", "fd_tell 1 *8", "fd_pread 0 iov:4 0 *4", "fd_pread 1 iov:4 0 *4"],
    ...["fd_pwrite 1 out:'x' 0 *4", "fd_pwrite 0 out:'x' 0 *4", "fd_write 0 out:'x' *4", "fd_read 1 iov:4 *4"],
    ...["fd_sync 0", "fd_datasync 1", "fd_advise 0 0 0 0", "fd_allocate 0 0 1", "fd_filestat_set_size 1 0"],
    ...["fd_filestat_set_times 0 0 0 10", "fd_fdstat_set_flags 0 4", "fd_fdstat_set_rights 0 0 0"],
    ...["fd_readdir 0 ~64 64 0 *4", "fd_prestat_get 0 *8", "fd_prestat_dir_name 0 *8 8", "fd_write 1 out:'' *4"],
  ],
  "descriptors that are not open": [
    ...["fd_fdstat_get 9 *24", "fd_filestat_get 9 *64", "fd_read 9 iov:1 *4", "fd_write 9 out:'x' *4", "fd_close 9"],
    ...[
      "fd_seek 9 0 0 *8",
      "fd_tell 9 *8",
      "fd_sync 9",
      "fd_readdir 9 ~64 64 0 *4",
      "fd_renumber 9 0",
      "fd_renumber 0 9",
    ],
    ...["path_open 9 0 'a' 0 2 2 0 *4", "fd_prestat_get 9 *8", "fd_prestat_dir_name 9 *8 8", "sock_accept 9 0 *4"],
    ...["fd_advise 9 0 0 0", "fd_allocate 9 0 1", "fd_filestat_set_size -1 0", "fd_close -1", "sock_shutdown 9 1"],
  ],
  "a file": [
    ...[`path_open 3 1 'a.txt' 0 ${ALL} ${ALL} 0 *4`, "fd_fdstat_get 4 *24", "fd_read 4 iov:3 *4", "fd_tell 4 *8"],
    ...["fd_read 4 iov:16 *4", "fd_read 4 iov:16 *4", "fd_seek 4 -100 1 *8", "fd_seek 4 1 2 *8", "fd_seek 4 0 0 *8"],
    ...["fd_write 4 out:'JJ' *4", "fd_pread 4 iov:10 0 *4", "fd_pwrite 4 out:'Z' 9 *4", "fd_pread 4 iov:20 0 *4"],
    ...["fd_tell 4 *8", "fd_read 4 iov:0 *4", "fd_write 4 out:'' *4", "fd_allocate 4 0 9", "fd_advise 4 0 0 2"],
    ...[
      "fd_datasync 4",
      "fd_sync 4",
      "fd_filestat_set_size 4 3",
      "fd_pread 4 iov:20 0 *4",
      "fd_filestat_set_size 4 -1",
    ],
    ...["fd_seek 4 0x7fffffffffffffff 0 *8", "fd_read 4 iov:3 *4", "fd_seek 4 100 1 *8", "fd_seek 4 -1 0 *8"],
    ...["fd_pread 4 iov:3 0x7fffffffffffffff *4", "fd_pread 4 iov:3 -1 *4", "fd_filestat_get 4 ~64"],
    ...["fd_filestat_set_times 4 0 0 3", "fd_filestat_set_times 4 0 0 5", "fd_filestat_set_times 4 0 0 10"],
    ...["fd_fdstat_set_flags 4 2", "fd_fdstat_set_rights 4 0 0", "sock_accept 4 0 *4", "fd_readdir 4 ~64 64 0 *4"],
    ...["path_open 4 1 'x' 0 2 2 0 *4", "fd_close 4", "fd_close 4", "fd_read 4 iov:1 *4"],
  ],
  "modes of opening": [
    ...["path_open 3 1 'a.txt' 0 0x2 0 0 *4", "fd_write 4 out:'x' *4", "fd_fdstat_get 4 *24"],
    ...["path_open 3 1 'a.txt' 0 0x40 0 0 *4", "fd_read 5 iov:1 *4", "fd_fdstat_get 5 *24"],
    ...["path_open 3 1 'a.txt' 0 0 0 0 *4", "fd_read 6 iov:2 *4", "fd_write 6 out:'x' *4", "fd_fdstat_get 6 *24"],
    ...["path_open 3 1 'new' 1 0 0 0 *4", "fd_write 7 out:'x' *4", "fd_fdstat_get 7 *24", "fd_filestat_set_size 6 0"],
    ...["path_open 3 1 'a.txt' 0 0x40 0 1 *4", "fd_write 8 out:'end' *4", "fd_pwrite 8 out:'too' 0 *4", "fd_tell 8 *8"],
    ...[
      "fd_fdstat_get 8 *24",
      "path_open 3 1 'b.txt' 0 0x40 0 0 *4",
      "fd_fdstat_set_flags 9 1",
      "fd_write 9 out:'1' *4",
    ],
    ...["fd_seek 9 0 0 *8", "fd_write 9 out:'2' *4", "fd_tell 9 *8", "fd_fdstat_get 9 *24"],
    ...["path_open 3 1 'new' 5 2 2 0 *4", "path_open 3 1 'new2' 5 0x42 2 0 *4", "path_open 3 1 'link' 5 2 2 0 *4"],
    ...["path_open 3 1 'a.txt' 8 0x42 2 0 *4", "fd_filestat_get 11 ~64", "path_open 3 1 'x' 3 2 2 0 *4"],
    ...["path_open 3 1 'a.txt' 2 2 2 0 *4", "path_open 3 1 'sub' 0 0x42 2 0 *4", "path_open 3 1 'sub' 2 2 2 0 *4"],
    ...["path_open 3 1 'sub' 1 2 2 0 *4", "path_open 3 1 'sub' 8 0x42 2 0 *4", "path_open 3 1 'a.txt' 0 2 2 2 *4"],
    ...["path_open 1 1 'a.txt' 0 2 2 0 *4"],
  ],
  paths: [
    ...[
      "",
      ".",
      "./a.txt",
      "sub/..",
      "sub/../a.txt",
      "sub//..//./a.txt",
      "a.txt/",
      "a.txt/x",
      "none/x",
      "none/../a.txt",
    ],
    ...[
      "a.txt/..",
      "a.txt/.",
      "link",
      "link/",
      "sublink",
      "sublink/",
      "sublink/../a.txt",
      "loop",
      "loop/x",
      "up",
      "gone",
    ],
    ...["a\\0b", "/", "/a.txt", "..", "sub/../..", long, "x/".repeat(3000), "é", "sub/", "full/inner/../file"],
  ].flatMap((path) => [
    `path_open 3 1 '${path}' 0 2 2 0 *4`,
    `path_open 3 0 '${path}' 0 2 2 0 *4`,
    `path_filestat_get 3 1 '${path}' ~64`,
    `path_readlink 3 '${path}' *8 8 *4`,
  ]),
  directories: [
    ...["fd_fdstat_get 3 *24", "fd_prestat_get 3 *8", "fd_prestat_dir_name 3 *8 8", "fd_prestat_dir_name 3 *8 1"],
    ...[
      "fd_read 3 iov:1 *4",
      "fd_write 3 out:'x' *4",
      "fd_seek 3 0 0 *8",
      "fd_tell 3 *8",
      "fd_sync 3",
      "fd_datasync 3",
    ],
    ...["fd_advise 3 0 0 0", "fd_allocate 3 0 1", "fd_filestat_set_size 3 0", "fd_fdstat_set_flags 3 1"],
    ...[
      "fd_fdstat_set_rights 3 0 0",
      "fd_filestat_get 3 ~64",
      "fd_readdir 3 @2000 2000 0 *4",
      "fd_readdir 3 ~0 0 0 *4",
    ],
    ...[
      "fd_readdir 3 @2000 2000 2 *4",
      "fd_readdir 3 ~30 30 0 *4",
      "fd_readdir 3 ~30 30 99 *4",
      "fd_readdir 3 ~30 30 -1 *4",
    ],
    ...[`path_open 3 1 'full' 2 ${ALL} ${ALL} 0 *4`, "fd_fdstat_get 4 *24", "fd_readdir 4 @500 500 0 *4"],
    ...["fd_prestat_get 4 *8", "path_open 4 1 'file' 0 2 2 0 *4", "fd_read 5 iov:4 *4", "fd_renumber 5 4"],
    ...["fd_read 4 iov:4 *4", "fd_renumber 4 99", "fd_renumber 99 3", "fd_close 3", "path_open 3 1 'a.txt' 0 2 2 0 *4"],
  ],
  "making and removing": [
    ...["path_create_directory 3 'new'", "path_create_directory 3 'new'", "path_create_directory 3 'new/x/'"],
    ...["path_create_directory 3 'new/y/.'", "path_create_directory 3 'new/z/..'", "path_create_directory 3 '.'"],
    ...["path_create_directory 3 ''", "path_create_directory 3 'a.txt/x'", "path_create_directory 3 'link'"],
    ...["path_create_directory 3 'gone'", "path_create_directory 3 '..'", "path_create_directory 1 'x'"],
    ...["path_remove_directory 3 'new'", "path_remove_directory 3 'new/x'", "path_remove_directory 3 'new'"],
    ...["path_remove_directory 3 'a.txt'", "path_remove_directory 3 '.'", "path_remove_directory 3 '..'"],
    ...["path_remove_directory 3 'sublink'", "path_remove_directory 3 'sub/.'", "path_remove_directory 3 'none'"],
    ...["path_symlink 'foo' 3 's1'", "path_symlink 'foo' 3 's1'", "path_symlink '/foo' 3 's2'"],
    ...["path_symlink '../foo' 3 's3'", "path_symlink '' 3 's4'", "path_symlink 'foo' 3 'none/s5'"],
    ...["path_symlink 'foo' 3 '.'", "path_readlink 3 's3' *8 8 *4", "path_readlink 3 's3' *8 2 *4"],
    ...["path_unlink_file 3 's1'", "path_unlink_file 3 's1'", "path_unlink_file 3 'sub'", "path_unlink_file 3 'sub/'"],
    ...[
      "path_unlink_file 3 '.'",
      "path_unlink_file 3 '..'",
      "path_unlink_file 3 'loop'",
      "path_unlink_file 3 'full/..'",
    ],
    ...["path_unlink_file 3 'full/file/x'", "path_unlink_file 3 'a.txt/'", "path_unlink_file 3 'link'"],
  ],
  "moving and linking": [
    ...["path_link 3 0 'a.txt' 3 'hard'", "path_link 3 0 'a.txt' 3 'hard'", "path_link 3 1 'a.txt' 3 'hard2'"],
    ...["path_link 3 0 'sub' 3 'hard3'", "path_link 3 0 'up' 3 'hardup'", "path_link 3 0 'none' 3 'x'"],
    ...["path_link 3 0 'a.txt' 3 'x/'", "path_link 3 0 'a.txt/' 3 'x'", "path_link 3 0 'link' 3 'hardlink'"],
    ...["path_link 3 0 '.' 3 'x'", "path_link 3 0 'a.txt' 3 '.'", "path_link 3 0 'a.txt' 9 'x'"],
    ...["path_rename 3 'hard' 3 'moved'", "path_rename 3 'moved' 3 'sub/moved'", "path_rename 3 'sub/moved' 3 '../x'"],
    ...["path_rename 3 'sub/moved' 3 'sub'", "path_rename 3 '.' 3 'x'", "path_rename 3 'sub' 3 '.'"],
    ...["path_rename 3 'none' 3 'x'", "path_rename 3 'up' 3 'up2'", "path_rename 3 'a.txt' 3 'up2'"],
    ...["path_rename 3 'link/' 3 'x'", "path_rename 3 'sub/' 3 'sub2/'", "path_rename 3 'sub2' 3 'sub2/x'"],
    ...["path_rename 3 'sublink/' 3 'x'", "path_rename 3 'sub2/..' 3 'x'", "path_rename 3 'sub2' 3 'b.txt'"],
    ...["path_rename 3 'b.txt' 3 'sub2'", "path_rename 3 'sub2' 3 'full'", "path_rename 3 'b.txt' 3 'b.txt'"],
  ],
  "a directory that is renamed while it is open": [
    "path_open 3 1 'full' 2 2 0 0 *4",
    "path_rename 3 'full' 3 'renamed'",
    "path_open 4 1 'file' 0 2 0 0 *4",
    "path_open 4 1 'new' 1 0x42 0 0 *4",
    "fd_readdir 4 @500 500 0 *4",
    "path_filestat_get 4 1 '.' ~64",
    "path_rename 4 'new' 3 'out'",
    "path_open 4 1 '..' 0 2 0 0 *4",
  ],
  "times of files": [
    ...["path_filestat_set_times 3 1 'a.txt' 1000000000 2000000000 5", "path_filestat_set_times 3 1 'a.txt' 1 1 3"],
    ...["path_filestat_set_times 3 0 'link' 1000000000 2000000000 5", "path_filestat_set_times 3 1 'none' 1 1 5"],
    ...["path_filestat_set_times 3 0 'up' 1000000000 2000000000 5", "path_filestat_set_times 3 1 'up' 1 1 5"],
    ...["path_filestat_set_times 3 1 'sub' 1 1 5", "path_filestat_set_times 3 1 '.' 1 1 10"],
  ],
  polling: [
    ...[
      "poll_oneoff sub:mono+1000000 *32 1 *4",
      "poll_oneoff sub:mono+0 *32 1 *4",
      "poll_oneoff sub:mono+0,mono+0 *64 2 *4",
    ],
    ...["poll_oneoff sub:mono+1000000,mono+60000000000 *64 2 *4", "poll_oneoff sub:mono@1000000 *32 1 *4"],
    ...[
      "poll_oneoff sub:real@1000000 *32 1 *4",
      "poll_oneoff sub:real+1000000 *32 1 *4",
      "poll_oneoff sub:mono@-5 *32 1 *4",
    ],
    ...["poll_oneoff sub:cput+1,mono+1 *64 2 *4", "poll_oneoff sub:write:1,mono+60000000000 *64 2 *4"],
    ...["poll_oneoff sub:read:0,mono+60000000000 *64 2 *4", "poll_oneoff sub:write:2 *32 1 *4"],
    ...["poll_oneoff sub:write:0,mono+1 *64 2 *4", "poll_oneoff sub:read:1,mono+1 *64 2 *4"],
    ...[
      "poll_oneoff sub:read:3,mono+1 *64 2 *4",
      "poll_oneoff sub:read:55,mono+1 *64 2 *4",
      "poll_oneoff sub:mono+1 *32 0 *4",
    ],
    ...["path_open 3 1 'a.txt' 0 2 0 0 *4", "poll_oneoff sub:write:4,mono+60000000000 *64 2 *4"],
  ],
  "the process": [
    ...["args_sizes_get *4 *4", "args_get ~64 *400", "environ_sizes_get *4 *4", "environ_get ~64 *64", "sched_yield"],
    ...[
      "clock_time_get 2 0 *8",
      "clock_res_get 3 *8",
      "clock_time_get 0 0 ~8",
      "clock_time_get 1 0 ~8",
      "proc_raise 6",
    ],
    ...["random_get ~8 8", "random_get ~8 0", "random_get ~100000 100000"],
  ],
};

/** Where we differ on purpose: what our host answers, and why. */
const differences: [call: string, answer: string, reason: string][] = [
  ["fd_read 0 iov:0 *4", "fd_read 0 '' 00000000", "POSIX: nothing was asked for; wasmtime says EINTR"],
  ["fd_filestat_set_times 3 0 0 10", "fd_filestat_set_times 0", "wasmtime holds directories open by path only: EBADF"],
  ["poll_oneoff sub:cput+1 *32 1 *4", "poll_oneoff 28  00000000", "wasmtime takes any clock when it is the only event"],
  ["path_filestat_get 3 0 'link/' ~64", "path_filestat_get 54", "POSIX: a link to a file is no directory"],
  ["path_remove_directory 3 'sub/'", "path_remove_directory 0", "POSIX: a slash may follow a directory's name"],
];

describe.runIf(requireHost("wasmtime"))("as wasmtime", () => {
  test.each(Object.keys(groups))("%s", async (name) => {
    const calls = groups[name] ?? [];
    const [ours, theirs] = [world(), world()];
    const options = { env: { NAME: "value" }, argv0: "probe" };
    const answers = await probe("node", calls, { ...options, preopens: [{ host: ours, guest: "/data" }] });
    const expected = await probe("wasmtime", calls, { ...options, preopens: [{ host: theirs, guest: "/data" }] });
    const label = (lines: string[]) => lines.map((line, i) => `${calls[i]?.slice(0, 100)} => ${line}`);
    expect(label(answers)).toEqual(label(expected));
    expect(contents(ours)).toEqual(contents(theirs));
  });

  test.each(differences)("differs on purpose: %s", async (call, answer) => {
    const [ours, theirs] = [world(), world()];
    expect(await probe("node", [call], { preopens: [{ host: ours, guest: "/data" }] })).toEqual([answer]);
    expect(await probe("wasmtime", [call], { preopens: [{ host: theirs, guest: "/data" }] })).not.toEqual([answer]);
  });
});
