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
import type { Directory } from "../../src/hosts/wasi/files.js";
import { GuestMemory } from "../../src/hosts/wasi/memory.js";
import { MemoryDirectory } from "../../src/hosts/wasi/memory-files.js";
import { OutputDescriptor } from "../../src/hosts/wasi/stdio.js";
import { Wasi } from "../../src/hosts/wasi/wasi.js";
import { reachable } from "./conformance/errnos.js";
import { probe } from "./guests.js";

const FAULT = 21;
const PERM = 63;

/**
 * What each function takes: f a descriptor, p a path (address, length), v buffers (address, count), s subscriptions, o where
 * a result goes, n a number, w a wide number. proc_exit is left out.
 */
const signatures: Record<string, string> = {
  ...{ args_get: "oo", args_sizes_get: "oo", environ_get: "oo", environ_sizes_get: "oo", clock_res_get: "no" },
  ...{ clock_time_get: "nwo", fd_advise: "fwwn", fd_allocate: "fww", fd_close: "f", fd_datasync: "f" },
  ...{ fd_fdstat_get: "fo", fd_fdstat_set_flags: "fn", fd_fdstat_set_rights: "fww", fd_filestat_get: "fo" },
  ...{ fd_filestat_set_size: "fw", fd_filestat_set_times: "fwwn", fd_pread: "fvwo", fd_prestat_get: "fo" },
  ...{ fd_prestat_dir_name: "fon", fd_pwrite: "fvwo", fd_read: "fvo", fd_readdir: "fonwo", fd_renumber: "ff" },
  ...{ fd_seek: "fwno", fd_sync: "f", fd_tell: "fo", fd_write: "fvo", path_create_directory: "fp" },
  ...{ path_filestat_get: "fnpo", path_filestat_set_times: "fnpwwn", path_link: "fnpfp", path_open: "fnpnwwno" },
  ...{ path_readlink: "fpono", path_remove_directory: "fp", path_rename: "fpfp", path_symlink: "pfp" },
  ...{ path_unlink_file: "fp", poll_oneoff: "sono", proc_raise: "n", sched_yield: "", random_get: "on" },
  ...{ sock_accept: "fno", sock_recv: "fvnoo", sock_send: "fvno", sock_shutdown: "fn" },
};

test("the table has every function", () => {
  expect([...Object.keys(signatures), "proc_exit"].sort()).toEqual([...PREVIEW1_FUNCTIONS].sort());
});

const PAGE = 65536;
/** Where the guest's memory has paths, a multiple of which is the address of one, then buffers and subscriptions. */
const PATHS = 64;
const BUFFERS = 2048;
const SUBSCRIPTIONS = 4096;
const RESULTS = 8192;
const paths = [
  ...["a.txt", "a.txt", "sub", "sub/new", "link", "new", "new/new", ".", "", "\0", "\xff"],
  ...[
    "..",
    "../secret.txt",
    "../new",
    "/etc/passwd",
    "sub/../..",
    "sub/../../new",
    "out",
    "parent",
    "parent/secret.txt",
  ],
];

const hostile = fc.oneof(
  fc.constantFrom(PAGE - 1, PAGE - 8, PAGE, 2 ** 31 - 1, -(2 ** 31), -1, -8, BUFFERS, RESULTS, PATHS),
  fc.integer(),
);
const either = (usual: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: hostile });
const small = fc.oneof(fc.constant(0), fc.constant(0), fc.constant(1), fc.nat(15));
const kinds: Record<string, fc.Arbitrary<number | bigint>[]> = {
  f: [either(fc.oneof(fc.constant(3), fc.constant(3), fc.constant(4), fc.nat(9)))],
  v: [either(fc.constant(BUFFERS)), either(fc.nat(9))],
  s: [either(fc.constant(SUBSCRIPTIONS))],
  o: [either(fc.constant(RESULTS))],
  n: [either(small)],
  w: [
    fc.oneof(
      fc.constantFrom(0n, 5n, 0x42n, 0x42n, -1n, 2n ** 63n - 1n),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    ),
  ],
};
/** Both values of a path together, so that most are whole. */
const path = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.oneof(fc.nat(5), fc.nat(paths.length - 1)).map((i) => [PATHS * (i + 1), paths[i]?.length ?? 0]),
  },
  { weight: 1, arbitrary: fc.tuple(hostile, hostile) },
);
const call = fc.constantFrom(...Object.entries(signatures)).chain(([name, signature]) => {
  const values = [...signature].map((kind) => (kind === "p" ? path : fc.tuple(...(kinds[kind] ?? []))));
  return fc.tuple(...values).map((nested) => ({ name, values: nested.flat() }));
});

/** Descriptor 4: a.txt, to be read and written. */
const openFile = { name: "path_open", values: [3, 1, PATHS, 5, 0, 0x42n, 0n, 0, RESULTS] };

/** A host whose time passes only when the guest waits, on a directory beside a file that it must not reach. */
function hostOn(directory: Directory) {
  let now = 0n;
  const clock = () => now;
  const stream = { isTerminal: false, read: () => 0, available: () => 0, write: () => 1 };
  return new Wasi({
    args: ["program", "argument"],
    env: { NAME: "value" },
    stdin: stream,
    stdout: stream,
    stderr: stream,
    preopens: [{ name: "/data", directory }],
    clocks: { realtime: clock, monotonic: clock, resolution: { realtime: 1n, monotonic: 1n } },
    sleeper: {
      token: () => 0,
      wait: (_, timeoutMs) => {
        now += BigInt(Math.ceil(timeoutMs * 1e6));
      },
    },
  });
}

/** What the guest of the property finds inside its directory, in memory. */
function insideInMemory(): MemoryDirectory {
  const inside = MemoryDirectory.of({ "a.txt": "hello" });
  inside.createDirectory("sub");
  for (const [name, target] of Object.entries({ out: "../secret.txt", parent: "..", link: "a.txt" })) {
    inside.symlink(target, name);
  }
  return inside;
}

test.each(["disk", "memory"])(
  "whatever is passed, a call answers with an errno and reaches nothing outside: %s",
  (where) => {
    const answers = new Set<string>();
    const property = fc.property(
      fc.array(call, { minLength: 1, maxLength: 40 }),
      fc.infiniteStream(fc.nat(255)),
      (calls, bytes) => {
        const folder = mkdtempSync(join(tmpdir(), "pollen-hostile-"));
        mkdirSync(join(folder, "inside/sub"), { recursive: true });
        writeFileSync(join(folder, "secret.txt"), "secret");
        writeFileSync(join(folder, "inside/a.txt"), "hello");
        symlinkSync("../secret.txt", join(folder, "inside/out"));
        symlinkSync("..", join(folder, "inside/parent"));
        symlinkSync("a.txt", join(folder, "inside/link"));

        const memory = new WebAssembly.Memory({ initial: 1 });
        const content = Buffer.from(memory.buffer);
        for (const [i, path] of paths.entries()) content.write(path, PATHS * (i + 1), "latin1");
        for (let i = BUFFERS; i < RESULTS; i += 4) content.writeUInt32LE(bytes.next().value ?? 0, i);
        // Tags, descriptors and clocks, and flags that exist, most of the time.
        for (let at = SUBSCRIPTIONS; at < RESULTS; at += 48) {
          content[at + 8] = (content[at] ?? 0) & 3;
          content.writeUInt32LE((content[at + 1] ?? 0) % 5, at + 16);
          content.writeUInt32LE((content[at + 2] ?? 0) & 1, at + 40);
        }
        const wasi = hostOn(where === "disk" ? DiskDirectory.at(join(folder, "inside")) : insideInMemory());
        wasi.bind(memory);
        try {
          for (const { name, values } of [openFile, ...calls]) {
            const errno = wasi.imports.wasi_snapshot_preview1[name]?.(...values);
            expect(errno, `${name} ${values}`).toBeGreaterThanOrEqual(0);
            expect(errno, `${name} ${values}`).toBeLessThanOrEqual(76);
            answers.add(`${name} ${errno}`);
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
    fc.assert(property, { numRuns: 400 });
    expect([...answers].filter((pair) => !reachable().has(pair))).toEqual([]);
    // The calls were not all refused at the door.
    const answered = (errno: number) => Object.keys(signatures).filter((name) => answers.has(`${name} ${errno}`));
    expect(answered(0).length).toBeGreaterThan(30);
    expect(answered(PERM).length).toBeGreaterThan(5);
  },
);

test("buffers that reach outside of memory are EFAULT, even after a good one", () => {
  const wasm = new WebAssembly.Memory({ initial: 1 });
  const memory = new GuestMemory(wasm, 1024);
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
  const table = new DescriptorTable(4096);
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
