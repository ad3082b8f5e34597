// What the guest asks of the host, a line a call, as strace(1) shows system calls:
//
//   path_open(3, SYMLINK_FOLLOW, "a.txt", CREAT|TRUNC, 0x1fffffff, 0x1fffffff, 0) = 4
//   fd_write(4, "hello\n") = 6
//   poll_oneoff(clock monotonic 20ms, fd_read 0) = 1 [clock]
//   path_open(3, 0, "gone", 0, 0x2, 0x2, 0) = NOENT
//
// A call is described by two lists: what it is given, shown before it runs, and what it gives back, shown where it
// succeeded. Results come last among the parameters of every call, each as a pointer to where the host puts it.

import { Clockid, Errno, Eventtype, Fdflags, Filetype, Fstflags, Lookupflags, Oflags, Whence } from "./abi.js";
import type { GuestMemory } from "./memory.js";
import type { Snapshot } from "./snapshot.js";

/** A function of the host as the guest calls it. Its errno is a promise where it has to wait and the thread cannot. */
export type Syscall = (...args: (number | bigint)[]) => number | Promise<number>;

/** The numbers of a call that are still to be shown, and the memory that pointers among them point to. */
interface Call {
  readonly memory: GuestMemory;
  readonly snapshot: Snapshot;
  readonly rest: (number | bigint)[];
  /** Addresses of buffers that the call fills; the length of what it filled is its first result. */
  readonly filled: { address: number; count: number; isList: boolean }[];
}

/** Takes what it shows off `rest`. */
type Show = (call: Call) => string;

/** Longer data is cut. */
const SHOWN_BYTES = 48;
/** More subscriptions are counted only. */
const SHOWN_SUBSCRIPTIONS = 16;

const number = ({ rest }: Call): number => Number(rest.shift()) >>> 0;
const decimal: Show = ({ rest }) => String(rest.shift());
const fd: Show = (call) => String(number(call) | 0);
const address: Show = (call) => `0x${number(call).toString(16)}`;
const rights: Show = ({ rest }) => `0x${BigInt.asUintN(64, BigInt(rest.shift() as bigint)).toString(16)}`;
const nanoseconds: Show = ({ rest }) => duration(BigInt.asUintN(64, BigInt(rest.shift() as bigint)));

const path: Show = (call) => {
  const at = number(call);
  return quoted(call.memory.bytes(at, number(call)));
};

/** Buffers whose bytes the call takes. */
const written: Show = (call) => {
  const at = number(call);
  const buffers = call.memory.buffers(at, number(call));
  return quoted(...buffers);
};

/** Buffers that the call fills. */
const read: Show = (call) => {
  const at = number(call);
  const count = number(call);
  const room = call.memory.buffers(at, count).reduce((sum, { length }) => sum + length, 0);
  call.filled.push({ address: at, count, isList: true });
  return `${room} bytes`;
};

/** One buffer that the call fills. */
const buffer: Show = (call) => {
  const at = number(call);
  const count = number(call);
  call.filled.push({ address: at, count, isList: false });
  return `${count} bytes`;
};

/** One of several names. */
const oneOf =
  (names: Readonly<Record<string, number>>): Show =>
  (call) => {
    const value = number(call);
    return nameOf(names, value);
  };

/** Names of the bits that are set. */
const bits =
  (names: Readonly<Record<string, number>>): Show =>
  (call) =>
    bitsOf(names, number(call));

const subscriptions: Show = (call) => {
  const at = number(call);
  const events = number(call);
  const count = number(call);
  call.rest.unshift(events);
  if (count > SHOWN_SUBSCRIPTIONS) return `${count} subscriptions`;
  return Array.from({ length: count }, (_, i) => subscription(call, at + call.snapshot.subscription.size * i)).join(
    ", ",
  );
};

function subscription({ memory, snapshot }: Call, at: number): string {
  const tag = memory.u8(at + 8);
  if (tag !== Eventtype.CLOCK) return `${nameOf(Eventtype, tag).toLowerCase()} ${memory.u32(at + 16)}`;
  const clock = at + snapshot.subscription.clock;
  const until = memory.u16(clock + 24) & 1 ? "at " : "";
  return `clock ${nameOf(Clockid, memory.u32(clock)).toLowerCase()} ${until}${duration(memory.u64(clock + 8))}`;
}

// ---- results: each takes the pointer to its place

const u32: Show = (call) => String(call.memory.u32(number(call)));
const u64: Show = (call) => String(call.memory.u64(number(call)));
const time: Show = (call) => duration(call.memory.u64(number(call)));

/** How many bytes were moved, and where they were read, these bytes. */
const moved: Show = (call) => {
  const count = call.memory.u32(number(call));
  const [target] = call.filled;
  if (!target) return String(count);
  const buffers = target.isList
    ? call.memory.buffers(target.address, target.count)
    : [call.memory.bytes(target.address, Math.min(target.count, count))];
  let left = count;
  const parts = buffers.map((bytes) => {
    const part = bytes.subarray(0, left);
    left -= part.length;
    return part;
  });
  return `${count} ${quoted(...parts)}`;
};

const fdstat: Show = (call) => {
  const at = number(call);
  const { memory } = call;
  return `{${nameOf(Filetype, memory.u8(at))}, ${bitsOf(Fdflags, memory.u16(at + 2))}, 0x${memory.u64(at + 8).toString(16)}}`;
};

const filestat: Show = (call) => {
  const at = number(call);
  const { memory, snapshot } = call;
  return `{${nameOf(Filetype, memory.u8(at + 16))}, ${memory.u64(at + snapshot.filestat.length)} bytes}`;
};

/** A preopened directory; the length of its name. */
const prestat: Show = (call) => `{name of ${call.memory.u32(number(call) + 4)} bytes}`;

/** The events that came, which `poll_oneoff` wrote to the first of the two places. */
const events: Show = (call) => {
  const at = number(call);
  const count = call.memory.u32(number(call));
  const shown = Array.from({ length: Math.min(count, SHOWN_SUBSCRIPTIONS) }, (_, i) => {
    const event = at + 32 * i;
    const type = nameOf(Eventtype, call.memory.u8(event + 10)).toLowerCase();
    const error = call.memory.u16(event + 8);
    return error ? `${type} ${nameOf(Errno, error)}` : type;
  });
  return `${count} [${shown.join(", ")}]`;
};

const whence: Show = (call) => {
  const value = number(call);
  const base = call.snapshot.whence[value];
  return base === undefined ? String(value) : nameOf(Whence, base);
};

const CLOCK = oneOf(Clockid);
const TIMES = [nanoseconds, nanoseconds, bits(Fstflags)];
const LOOKUP = bits(Lookupflags);

const calls: Readonly<Record<string, readonly [given: readonly Show[], results: readonly Show[]]>> = {
  args_get: [[address, address], []],
  args_sizes_get: [[], [u32, u32]],
  environ_get: [[address, address], []],
  environ_sizes_get: [[], [u32, u32]],
  clock_res_get: [[CLOCK], [time]],
  clock_time_get: [[CLOCK, nanoseconds], [time]],
  fd_advise: [[fd, decimal, decimal, decimal], []],
  fd_allocate: [[fd, decimal, decimal], []],
  fd_close: [[fd], []],
  fd_datasync: [[fd], []],
  fd_fdstat_get: [[fd], [fdstat]],
  fd_fdstat_set_flags: [[fd, bits(Fdflags)], []],
  fd_fdstat_set_rights: [[fd, rights, rights], []],
  fd_filestat_get: [[fd], [filestat]],
  fd_filestat_set_size: [[fd, decimal], []],
  fd_filestat_set_times: [[fd, ...TIMES], []],
  fd_pread: [[fd, read, decimal], [moved]],
  fd_prestat_get: [[fd], [prestat]],
  fd_prestat_dir_name: [[fd, address, decimal], []],
  fd_pwrite: [[fd, written, decimal], [u32]],
  fd_read: [[fd, read], [moved]],
  fd_readdir: [[fd, address, decimal, decimal], [u32]],
  fd_renumber: [[fd, fd], []],
  fd_seek: [[fd, decimal, whence], [u64]],
  fd_sync: [[fd], []],
  fd_tell: [[fd], [u64]],
  fd_write: [[fd, written], [u32]],
  path_create_directory: [[fd, path], []],
  path_filestat_get: [[fd, LOOKUP, path], [filestat]],
  path_filestat_set_times: [[fd, LOOKUP, path, ...TIMES], []],
  path_link: [[fd, LOOKUP, path, fd, path], []],
  path_open: [[fd, LOOKUP, path, bits(Oflags), rights, rights, bits(Fdflags)], [u32]],
  path_readlink: [[fd, path, buffer], [moved]],
  path_remove_directory: [[fd, path], []],
  path_rename: [[fd, path, fd, path], []],
  path_symlink: [[path, fd, path], []],
  path_unlink_file: [[fd, path], []],
  poll_oneoff: [[subscriptions], [events]],
  proc_exit: [[decimal], []],
  proc_raise: [[decimal], []],
  random_get: [[address, decimal], []],
  sched_yield: [[], []],
  sock_accept: [[fd, bits(Fdflags)], [u32]],
  sock_recv: [
    [fd, read, decimal],
    [moved, u32],
  ],
  sock_send: [[fd, written, decimal], [u32]],
  sock_shutdown: [[fd, decimal], []],
};

/**
 * The same call, which writes a line about itself each time.
 * @param write gets the line, without an end of line
 */
export function traced(
  name: string,
  syscall: Syscall,
  { memory, snapshot }: Pick<Call, "memory" | "snapshot">,
  write: (line: string) => void,
): Syscall {
  const [given, results] = calls[name] ?? [[], []];
  return (...args) => {
    const call: Call = { memory, snapshot, rest: [...args], filled: [] };
    const line = `${name}(${given.map((show) => attempt(show, call)).join(", ")})`;
    const returned = (errno: number): number => {
      if (errno === Errno.SUCCESS) write(`${line} = ${results.map((show) => attempt(show, call)).join(", ") || "0"}`);
      else write(`${line} = ${nameOf(Errno, errno)}`);
      return errno;
    };
    try {
      const errno = syscall(...args);
      return typeof errno === "number" ? returned(errno) : errno.then(returned);
    } catch (error) {
      write(line); // the guest ends: `proc_exit`, for one
      throw error;
    }
  };
}

/** What a hostile guest's pointers point to may not be there. */
function attempt(show: Show, call: Call): string {
  try {
    return show(call);
  } catch {
    return "?";
  }
}

function nameOf(names: Readonly<Record<string, number>>, value: number): string {
  return Object.entries(names).find(([, known]) => known === value)?.[0] ?? String(value);
}

function bitsOf(names: Readonly<Record<string, number>>, value: number): string {
  const set = Object.entries(names).filter(([name, bit]) => name !== "ALL" && (value & bit) === bit);
  const known = set.reduce((sum, [, bit]) => sum | bit, 0);
  return value && known === value ? set.map(([name]) => name).join("|") : String(value);
}

function duration(ns: bigint): string {
  if (ns < 1_000n) return `${ns}ns`;
  if (ns < 1_000_000n) return `${Number(ns) / 1e3}us`;
  if (ns < 1_000_000_000n) return `${Number(ns) / 1e6}ms`;
  return `${Number(ns) / 1e9}s`;
}

/** Bytes as text between quotes, without control characters. */
function quoted(...buffers: readonly Uint8Array[]): string {
  const total = buffers.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(Math.min(total, SHOWN_BYTES));
  let at = 0;
  for (const part of buffers) {
    bytes.set(part.subarray(0, bytes.length - at), at);
    at = Math.min(at + part.length, bytes.length);
  }
  const text = JSON.stringify(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  const safe = text.replace(/[\x7f-\x9f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return total > SHOWN_BYTES ? `${safe}... (${total} bytes)` : safe;
}
