// Random sequences of calls, each in a world of its own: on the disk, in memory and on wasmtime the answers are the same,
// and so are the files afterwards. The seed is printed with what differs; POLLEN_SEED and POLLEN_SEQUENCES set others.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { pairOf, reachable } from "./conformance/errnos.js";
import { outcome } from "./conformance/hosts.js";

const seed = Number(process.env.POLLEN_SEED ?? 20261121);
const count = Number(process.env.POLLEN_SEQUENCES ?? 24);
const CALLS = 50;

const path = fc
  .constantFrom(
    ...[
      "a.txt",
      "b.txt",
      "sub",
      "full",
      "full/file",
      "full/inner",
      "link",
      "sublink",
      "loop",
      "up",
      "gone",
      "new",
      "sub/new",
    ],
    ...[
      "sub/..",
      "..",
      "../x",
      "/a.txt",
      ".",
      "",
      "a.txt/",
      "sub/",
      "full/.",
      "sublink/new",
      "new/new",
      "full/../b.txt",
    ],
  )
  .map((text) => `'${text}'`);
const hostilePath = fc.constantFrom(
  "'a\\0b'",
  "hex:ff",
  "hex:612fc0ae",
  `'${"n".repeat(256)}'`,
  `'${"x/".repeat(2500)}'`,
);
const anyPath = fc.oneof({ weight: 20, arbitrary: path }, hostilePath);
const fd = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 3, max: 8 }) }, fc.integer({ min: -1, max: 12 }));
const directory = fc.oneof({ weight: 6, arbitrary: fc.constant(3) }, fd);
const follow = fc.nat(1);
const offset = fc.oneof({ weight: 4, arbitrary: fc.nat(12) }, fc.constantFrom(-1, -7, 100, "0x7fffffffffffffff"));
const rights = fc.constantFrom(0, 2, "0x40", "0x42");
const call = (name: string, ...parts: (fc.Arbitrary<unknown> | string)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((values) => [name, ...values].join(" "));

const open = call(
  "path_open",
  directory,
  follow,
  anyPath,
  fc.constantFrom(0, 0, 1, 2, 4, 5, 8, 9),
  rights,
  "0",
  fc.constantFrom(0, 0, 1, 4),
  "*4",
);
const any = fc.oneof(
  { weight: 4, arbitrary: open },
  {
    weight: 2,
    arbitrary: call(
      "fd_read",
      fd,
      fc.nat(9).map((size) => `iov:${size + 1}`),
      "*4",
    ),
  },
  { weight: 3, arbitrary: call("fd_write", fc.integer({ min: 3, max: 12 }), "out:'text'", "*4") },
  call("fd_pread", fd, "iov:5", offset, "~4"),
  call("fd_pwrite", fd, "out:'XY'", fc.nat(20), "~4"),
  call("fd_seek", fc.integer({ min: 3, max: 12 }), offset, fc.nat(2), "*8"),
  call("fd_tell", fd, "*8"),
  call("fd_close", fc.integer({ min: 3, max: 12 })),
  call("fd_renumber", fc.integer({ min: 3, max: 12 }), fc.integer({ min: 3, max: 12 })),
  call("fd_filestat_set_size", fd, fc.nat(20)),
  call("fd_filestat_get", fc.integer({ min: 3, max: 12 }), "~64"),
  call("fd_fdstat_get", fd, "*24"),
  call("fd_fdstat_set_flags", fd, fc.constantFrom(0, 1, 4)),
  call("fd_readdir", fd, "@900", "900", fc.constantFrom(0, 0, 2), "*4"),
  call("fd_sync", fd),
  call("fd_datasync", fd),
  call("fd_advise", fd, offset, offset, fc.nat(5)),
  call("fd_allocate", fd, offset, offset),
  call("fd_fdstat_set_rights", fd, rights, rights),
  call("fd_filestat_set_times", fd, "5", "7", fc.nat(15)),
  call("path_filestat_set_times", directory, follow, anyPath, "5", "7", fc.nat(15)),
  call("fd_prestat_get", fd, "*8"),
  call("fd_prestat_dir_name", fd, "*8", fc.nat(8)),
  call("sock_accept", fd, fc.constantFrom(0, 4), "*4"),
  call("sock_recv", fd, "iov:1", fc.nat(3), "*4", "*4"),
  call("sock_send", fd, "out:'x'", "0", "*4"),
  call("sock_shutdown", fd, fc.nat(3)),
  call("path_filestat_get", directory, follow, anyPath, "~64"),
  call("path_create_directory", directory, anyPath),
  call("path_remove_directory", directory, anyPath),
  call("path_unlink_file", directory, anyPath),
  call("path_symlink", anyPath, directory, anyPath),
  call("path_readlink", directory, anyPath, "*8", "8", "*4"),
  call("path_link", directory, fc.constantFrom(0, 0, 0, 1), anyPath, directory, anyPath),
  call("path_rename", directory, anyPath, directory, anyPath),
  call(
    "poll_oneoff",
    fd.map((fd) => `sub:read:${fd},mono+2000000000`),
    "*64",
    "2",
    "*4",
  ),
);

const sequences = fc.sample(fc.array(any, { minLength: CALLS, maxLength: CALLS }), { seed, numRuns: count });

interface Difference {
  /** Matches `call => our answer | its answer`. */
  differs: RegExp;
  reason: string;
  /** Calls of which the last one shows it. */
  example: string[];
  /** What comes after it is not compared. */
  changesWorld?: true;
}

/** Where wasmtime answers otherwise. */
const differences: Difference[] = [
  {
    differs: /^path_remove_directory -?\d+ '[^']*\/' => path_remove_directory \d+ \| path_remove_directory 28$/,
    reason: "POSIX: a slash may follow a directory's name",
    example: ["path_remove_directory 3 'sub/'"],
    changesWorld: true,
  },
  {
    differs: /^path_filestat_get -?\d+ 0 '[^']*\/' .* 54 \| path_filestat_get 0$/,
    reason: "POSIX: a link to a file is no directory",
    example: ["path_filestat_get 3 0 'link/' ~64"],
  },
  {
    differs: /^fd_filestat_set_times -?\d+ 5 7 \d+ => fd_filestat_set_times 0 \| fd_filestat_set_times 8$/,
    reason: "futimens works on a directory; wasmtime holds directories by path only",
    example: ["fd_filestat_set_times 3 5 7 5"],
  },
  {
    differs: /^path_filestat_set_times .* 5 7 0 => path_filestat_set_times \d+ \| path_filestat_set_times 0$/,
    reason: "what is not there is ENOENT even when none of its times is to be set; Linux then looks for nothing",
    example: ["path_filestat_set_times 3 0 'new' 5 7 0"],
  },
  {
    differs: /^fd_readdir -?\d+ @900 900 2 /,
    reason: "a directory is read as it was when the reading began; wasmtime reads it anew for each call",
    example: [...["fd_readdir 3 @900 900 0 *4", "path_unlink_file 3 'b.txt'", "fd_readdir 3 @900 900 2 *4"]],
  },
  {
    differs: /^path_(link|rename|symlink) .* => path_\w+ [1-9]\d* \| path_\w+ [1-9]\d*$/,
    reason: "both paths are wrong: which error is told is free",
    example: ["path_symlink '' 3 '/a.txt'"],
  },
  {
    differs: /^path_(open|create_directory) -?\d+ .*'[^']*\/' .*=> path_\w+ [1-9]\d*.* \| path_\w+ [1-9]\d*/,
    reason: "a slash after what is to be made, and something else that is wrong: which error is told is free",
    example: ["path_create_directory 3 'a.txt/'"],
  },
];

function different(calls: string[], mine: string[], theirs: string[]): string[] {
  return calls.flatMap((call, i) => (mine[i] === theirs[i] ? [] : [`${call} => ${mine[i]} | ${theirs[i]}`]));
}

const numbered = sequences.map((calls, i) => ({ i, calls }));

test.each(numbered)("sequence $i in memory as on the disk", async ({ calls }) => {
  const [disk, memory] = [await outcome("disk", calls), await outcome("memory", calls)];
  expect(different(calls, disk.answers, memory.answers), `seed ${seed}`).toEqual([]);
  expect(memory.world).toEqual(disk.world);
  const pairs = disk.answers.map((answer) => `${pairOf(answer)}`);
  expect(pairs.filter((pair) => !reachable().has(pair))).toEqual([]);
});

describe.runIf(requireHost("wasmtime"))("wasmtime", () => {
  test.each(numbered)("sequence $i as ours", async ({ calls }) => {
    const [ours, theirs] = [await outcome("disk", calls), await outcome("wasmtime", calls)];
    const lines = different(calls, ours.answers, theirs.answers);
    const known = lines.map((line) => differences.find(({ differs }) => differs.test(line)));
    const last = known.findIndex((difference) => difference?.changesWorld);
    const unknown = lines.filter((_, i) => known[i] === undefined && (last < 0 || i < last));
    expect(unknown, `seed ${seed}: ${calls.join("; ")}`).toEqual([]);
    if (last < 0) expect(theirs.world).toEqual(ours.world);
  });

  test.each(differences)("differs: $reason", async ({ differs, example }) => {
    const [ours, theirs] = [await outcome("disk", example), await outcome("wasmtime", example)];
    expect(different(example, ours.answers, theirs.answers)).toEqual([expect.stringMatching(differs)]);
  });
});
