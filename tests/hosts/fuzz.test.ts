// Random sequences of calls, each in a world of its own: on the disk, in memory and on wasmtime the answers are the same,
// and so are the files afterwards. The seed is printed with what differs; POLLEN_SEED and POLLEN_SEQUENCES set others.

import fc from "fast-check";
import { expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { outcome } from "./conformance-hosts.js";
import { differences } from "./differences.js";

const seed = Number(process.env.POLLEN_SEED ?? 20261121);
const count = Number(process.env.POLLEN_SEQUENCES ?? 24);
const CALLS = 40;

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
  path,
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
  call("path_filestat_get", directory, follow, path, "~64"),
  call("path_create_directory", directory, path),
  call("path_remove_directory", directory, path),
  call("path_unlink_file", directory, path),
  call("path_symlink", path, directory, path),
  call("path_readlink", directory, path, "*8", "8", "*4"),
  call("path_link", directory, "0", path, directory, path),
  call("path_rename", directory, path, directory, path),
  call(
    "poll_oneoff",
    fd.map((fd) => `sub:read:${fd},mono+50000000`),
    "*64",
    "2",
    "*4",
  ),
);

const sequences = fc.sample(fc.array(any, { minLength: CALLS, maxLength: CALLS }), { seed, numRuns: count });

/** A difference that the list knows may change what comes after it: the rest is not compared. */
function upToKnown(calls: string[], mine: string[], theirs: string[]): string[] {
  for (const [i, call] of calls.entries()) {
    if (mine[i] === theirs[i]) continue;
    const line = `${call} => ${mine[i]} | ${theirs[i]}`;
    if (differences.some(({ on, differs }) => on === "wasmtime" && differs.test(line))) return [];
    return [`seed ${seed}`, ...calls.slice(0, i), line];
  }
  return [];
}

test.each(sequences.map((calls, i) => ({ i, calls })))("sequence $i in memory as on the disk", async ({ calls }) => {
  const [disk, memory] = [await outcome("disk", calls), await outcome("memory", calls)];
  expect(upToKnown(calls, disk.answers, memory.answers)).toEqual([]);
  expect(memory.world).toEqual(disk.world);
});

test.runIf(requireHost("wasmtime")).each(sequences.map((calls, i) => ({ i, calls })))(
  "sequence $i on wasmtime as ours",
  async ({ calls }) => {
    const [ours, theirs] = [await outcome("disk", calls), await outcome("wasmtime", calls)];
    expect(upToKnown(calls, ours.answers, theirs.answers)).toEqual([]);
  },
);
