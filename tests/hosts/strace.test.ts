// `pollen run --strace`: a line for each call of the guest, with its arguments and what came of it.

import { expect, test } from "vitest";
import { folderWith, pollen } from "../setup/pollen.js";
import { fixture } from "./guests.js";

async function calls(...program: string[]): Promise<string[]> {
  const folder = folderWith({ "a.txt": "hello\n" });
  const { stderr } = pollen(["run", "--strace", "--dir", `${folder}::/data`, await fixture("probe"), ...program]);
  // without what the probe itself asks for: its arguments before the first call, and a write for each answer
  return stderr
    .trimEnd()
    .split("\n")
    .filter((line) => !/^(args_|fd_write\(1, "(?!out))/.test(line));
}

test("what a program does to files", async () => {
  const shown = await calls(
    "path_open 3 1 'a.txt' 0 -1 -1 1 *4",
    "fd_read 4 iov:16 *4",
    "fd_seek 4 -2 1 *8",
    "fd_write 4 out:'\x1b[31m' *4",
    "fd_filestat_get 4 *64",
    "fd_close 4",
    "path_open 3 0 'gone' 0 2 2 0 *4",
    "path_rename 3 'a.txt' 3 'b.txt'",
    "path_unlink_file 3 '../x'",
    "fd_fdstat_get 9 *24",
  );
  expect(shown).toEqual([
    'path_open(3, SYMLINK_FOLLOW, "a.txt", 0, 0xffffffffffffffff, 0xffffffffffffffff, APPEND) = 4',
    'fd_read(4, 16 bytes) = 6 "hello\\n"',
    "fd_seek(4, -2, CUR) = 4",
    'fd_write(4, "\\u001b[31m") = 5',
    "fd_filestat_get(4) = {REGULAR_FILE, 11 bytes}",
    "fd_close(4) = 0",
    'path_open(3, 0, "gone", 0, 0x2, 0x2, 0) = NOENT',
    'path_rename(3, "a.txt", 3, "b.txt") = 0',
    'path_unlink_file(3, "../x") = PERM',
    "fd_fdstat_get(9) = BADF",
  ]);
});

test("what a program waits for, and how it ends", async () => {
  const shown = await calls("poll_oneoff sub:mono+60500000000,read:0 *64 2 *4", "fd_read 0 iov:8 *4", "proc_exit 3");
  expect(shown).toEqual([
    "poll_oneoff(clock monotonic 60.5s, fd_read 0) = 1 [fd_read]",
    'fd_read(0, 8 bytes) = 0 ""',
    "proc_exit(3)",
  ]);
});

test("pointers that lead nowhere are shown as such", async () => {
  expect(await calls("fd_write 1 0xfffffff0 4 *4", "fd_read 0 0xfffffff0 1 *4")).toEqual([
    "fd_write(1, ?) = FAULT",
    "fd_read(0, ?) = FAULT",
  ]);
});
