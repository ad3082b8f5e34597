// Whatever a guest passes, it gets an errno: never memory that is not its own, never a crash of the host.

import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DiskDirectory } from "../../src/hosts/node/disk.js";
import { Errno, PREVIEW1_FUNCTIONS } from "../../src/hosts/wasi/abi.js";
import { DescriptorTable } from "../../src/hosts/wasi/descriptors.js";
import { GuestMemory } from "../../src/hosts/wasi/memory.js";
import { OutputDescriptor } from "../../src/hosts/wasi/stdio.js";
import { Wasi } from "../../src/hosts/wasi/wasi.js";
import { folderWith } from "../setup/pollen.js";
import { probe } from "./guests.js";

const FAULT = 21;

/** How many parameters each function has; proc_exit is left out. */
const parameters: Record<string, number> = {
  ...{ args_get: 2, args_sizes_get: 2, environ_get: 2, environ_sizes_get: 2, clock_res_get: 2, clock_time_get: 3 },
  ...{ fd_advise: 4, fd_allocate: 3, fd_close: 1, fd_datasync: 1, fd_fdstat_get: 2, fd_fdstat_set_flags: 2 },
  ...{ fd_fdstat_set_rights: 3, fd_filestat_get: 2, fd_filestat_set_size: 2, fd_filestat_set_times: 4, fd_pread: 5 },
  ...{ fd_prestat_get: 2, fd_prestat_dir_name: 3, fd_pwrite: 5, fd_read: 4, fd_readdir: 5, fd_renumber: 2, fd_seek: 4 },
  ...{ fd_sync: 1, fd_tell: 2, fd_write: 4, path_create_directory: 3, path_filestat_get: 5 },
  ...{ path_filestat_set_times: 7, path_link: 7, path_open: 9, path_readlink: 6, path_remove_directory: 3 },
  ...{ path_rename: 6, path_symlink: 5, path_unlink_file: 3, poll_oneoff: 4, proc_raise: 1, sched_yield: 0 },
  ...{ random_get: 2, sock_accept: 3, sock_recv: 6, sock_send: 5, sock_shutdown: 2 },
};
/** Which of them are 64-bit. */
const wide: Record<string, number[]> = {
  ...{ clock_time_get: [1], fd_advise: [1, 2], fd_allocate: [1, 2], fd_fdstat_set_rights: [1, 2] },
  ...{ fd_filestat_set_size: [1], fd_filestat_set_times: [1, 2], fd_pread: [3], fd_pwrite: [3], fd_readdir: [3] },
  ...{ fd_seek: [1], path_filestat_set_times: [4, 5], path_open: [5, 6] },
};

test("the table has every function", () => {
  expect([...Object.keys(parameters), "proc_exit"].sort()).toEqual([...PREVIEW1_FUNCTIONS].sort());
});

const PAGE = 65536;
const paths = [
  "a.txt",
  "sub",
  "sub/new",
  "link",
  "../secret.txt",
  "/etc/passwd",
  "sub/../..",
  "out",
  ".",
  "\0",
  "\xff",
];
/** Where the guest's memory has something to point at: paths, an iovec array, subscriptions. */
const PATHS = 64;
const IOVECS = 1024;
const SUBSCRIPTIONS = 2048;

const number = fc.oneof(
  fc.integer({ min: 0, max: 9 }), // descriptors, flags, counts, short lengths
  fc.nat(paths.length - 1).map((i) => PATHS * (i + 1)),
  fc.constantFrom(IOVECS, SUBSCRIPTIONS, 4096, PAGE - 1, PAGE - 8, PAGE, 2 ** 31 - 1, -(2 ** 31), -1, -8),
  fc.integer(),
);
const call = fc.constantFrom(...Object.entries(parameters)).chain(([name, count]) =>
  fc.array(number, { minLength: count, maxLength: count }).map((values) => ({
    name,
    values: values.map((value, i) => (wide[name]?.includes(i) ? BigInt(value) : value)),
  })),
);

/** A host whose time passes only when the guest waits, on a directory beside a file that it must not reach. */
function hostOnDisk(folder: string) {
  let now = 0n;
  const clock = () => now;
  const stream = { isTerminal: false, read: () => 0, available: () => 0, write: () => 1 };
  return new Wasi({
    args: ["program", "argument"],
    env: { NAME: "value" },
    stdin: stream,
    stdout: stream,
    stderr: stream,
    preopens: [{ name: "/data", directory: new DiskDirectory(join(folder, "inside")) }],
    clocks: { realtime: clock, monotonic: clock, resolution: { realtime: 1n, monotonic: 1n } },
    sleeper: {
      token: () => 0,
      wait: (_, timeoutMs) => {
        now += BigInt(Math.ceil(timeoutMs * 1e6));
      },
    },
  });
}

test("whatever is passed, a call answers with an errno and reaches nothing outside", () => {
  const property = fc.property(
    fc.array(call, { minLength: 1, maxLength: 40 }),
    fc.infiniteStream(fc.nat(255)),
    (calls, bytes) => {
      const folder = mkdtempSync(join(tmpdir(), "pollen-hostile-"));
      mkdirSync(join(folder, "inside/sub"), { recursive: true });
      writeFileSync(join(folder, "secret.txt"), "secret");
      writeFileSync(join(folder, "inside/a.txt"), "hello");
      symlinkSync("../secret.txt", join(folder, "inside/out"));
      symlinkSync("a.txt", join(folder, "inside/link"));

      const memory = new WebAssembly.Memory({ initial: 1 });
      const content = Buffer.from(memory.buffer);
      for (const [i, path] of paths.entries()) content.write(path, PATHS * (i + 1), "latin1");
      for (let i = IOVECS; i < SUBSCRIPTIONS + 480; i += 4) content.writeUInt32LE(bytes.next().value ?? 0, i);
      const wasi = hostOnDisk(folder);
      wasi.bind(memory);
      try {
        for (const { name, values } of calls) {
          const errno = wasi.imports.wasi_snapshot_preview1[name]?.(...values);
          expect(errno, `${name} ${values}`).toBeGreaterThanOrEqual(0);
          expect(errno, `${name} ${values}`).toBeLessThanOrEqual(76);
        }
        expect(readdirSync(folder).sort()).toEqual(["inside", "secret.txt"]);
        expect(readFileSync(join(folder, "secret.txt"), "utf8")).toBe("secret");
        expect(lstatSync(join(folder, "secret.txt")).nlink).toBe(1);
      } finally {
        wasi.close();
        rmSync(folder, { recursive: true });
      }
    },
  );
  fc.assert(property, { numRuns: 1500 });
});

test("addresses outside of memory are EFAULT, before anything happens", async () => {
  const calls = [
    ...[
      "args_sizes_get -1 ~4",
      "args_get -4 ~64",
      "environ_sizes_get ~4 -3",
      "clock_time_get 0 0 -7",
      "random_get -1 2",
    ],
    ...["random_get ~8 -1", "fd_read 0 -8 1 ~4", "fd_read 0 ~8 -1 ~4", "fd_read 0 ~8 1 -3", "fd_write 1 -8 1 ~4"],
    ...["fd_write 1 out:'lost' -1", "fd_fdstat_get 0 -23", "fd_filestat_get 0 -63", "fd_prestat_get 3 -7"],
    ...["fd_prestat_dir_name 3 -4 64", "fd_readdir 3 ~8 0x7fffffff 0 ~4", "fd_readdir 3 ~8 8 0 -1", "fd_seek 0 0 0 -7"],
    ...["path_open 3 0 -1 4 0 2 0 0 ~4", "path_open 3 0 ~4 -1 0 2 0 0 ~4", "path_open 3 0 'a.txt' 1 2 0 0 -3"],
    ...["path_filestat_get 3 0 'a.txt' -63", "path_readlink 3 'a.txt' -1 2 ~4", "path_readlink 3 'a.txt' ~4 4 -1"],
    ...[
      "path_symlink -1 2 3 'a'",
      "path_rename 3 'a.txt' 3 -1 4",
      "poll_oneoff -1 ~32 1 ~4",
      "poll_oneoff ~48 -1 1 ~4",
    ],
    ...["poll_oneoff ~48 ~32 -1 ~4", "poll_oneoff ~48 ~32 0x10000000 ~4", "poll_oneoff ~48 ~32 1 -1"],
  ];
  const preopens = [{ host: folderWith({ "a.txt": "hello" }), guest: "/data" }];
  const lines = await probe("node", calls, { preopens });
  expect(lines).toEqual(calls.map((text) => `${text.split(" ")[0]} ${FAULT}`));
});

test("buffers that reach outside of memory are EFAULT, even after a good one", () => {
  const wasm = new WebAssembly.Memory({ initial: 1 });
  const memory = new GuestMemory(wasm);
  const buffers = (...pairs: [address: number, length: number][]) => {
    for (const [i, [address, length]] of pairs.entries()) {
      memory.setU32(8 * i, address);
      memory.setU32(8 * i + 4, length);
    }
    return memory.buffers(0, pairs.length).map((bytes) => [bytes.byteOffset, bytes.byteLength]);
  };
  const fault = expect.objectContaining({ errno: FAULT });
  expect(buffers([16, 4], [0, 0], [65532, 4])).toEqual([
    [16, 4],
    [65532, 4],
  ]);
  expect(() => buffers([16, 4], [65532, 5])).toThrow(fault);
  expect(() => buffers([0xffffffff, 0xffffffff])).toThrow(fault);
  expect(() => buffers([65537, 0])).toThrow(fault);
  wasm.grow(1); // detaches every view
  expect(buffers([65532, 5])).toEqual([[65532, 5]]);
});

test("closing the standard descriptors harms only the guest", async () => {
  const calls = [
    "fd_close 0",
    "fd_close 2",
    "fd_read 0 iov:1 *4",
    "poll_oneoff sub:read:0 *32 1 *4",
    "fd_write 2 out:'x' *4",
  ];
  expect(await probe("node", calls)).toEqual([
    ...["fd_close 0", "fd_close 0", "fd_read 8 '' 00000000", "poll_oneoff 8  00000000", "fd_write 8 00000000"],
  ]);
});

test("a guest cannot open more files than it may", () => {
  const table = new DescriptorTable();
  const output = new OutputDescriptor({ isTerminal: false, write: () => 0 });
  const open = () => {
    table.reserve();
    table.add(output);
  };
  for (let i = 0; i < 4096; i++) open();
  expect(open).toThrow(expect.objectContaining({ errno: Errno.MFILE }));
  table.close(17);
  expect(open).not.toThrow();
});
