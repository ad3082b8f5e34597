// WASI's calls without their memory: what they read and write goes through cells of this file. A module that imports nothing
// (`hosted`) has the standard streams alone: what is written stays in memory, and there is nothing to be read.
import {
  Clock, clock_time_get, fd_close, fd_fdstat_get, fd_read, fd_write, FileType, poll_oneoff, random_get, RIGHT_FD_WRITE,
} from "./preview1";
import * as clock from "../hosted/clock";
import { keep } from "../hosted/output";
import * as random from "../hosted/random";
import { Errno } from "./errno";

//    0                                      8              16
//   ┌──────────────────────────────────────┬──────────────┐
//   │ iovec: start ptr, length u32         │ result       │      a descriptor's status (24 bytes) starts at 0:
//   └──────────────────────────────────────┴──────────────┘      type u8, flags u16 at 2, rights u64 at 8,
//                                                                inheriting rights u64 at 16
// @ts-ignore: decorator
@lazy const cell = memory.data(24, 8);

/** Longest transfer of one call, in bytes: results are `i32`. */
// @ts-ignore: decorator
@inline const LONGEST: usize = 1 << 30;

/** Reads up to `length` bytes. Returns how many, 0 at the end, or a negative errno. */
export function readBytes(fd: i32, start: usize, length: usize): i32 {
  if (isDefined(POLLEN_HOSTED)) return 0;
  store<usize>(cell, start);
  store<usize>(cell, min(length, LONGEST), 4);
  const errno = fd_read(fd, cell, 1, cell + 8);
  if (!errno) return load<i32>(cell, 8);
  // Of a directory wasmtime says EBADF, as if it were not open.
  return errno == Errno.BADF && fileTypeOf(fd) == FileType.DIRECTORY ? -<i32>Errno.ISDIR : -<i32>errno;
}

/** Writes up to `length` bytes. Returns how many, or a negative errno. */
export function writeBytes(fd: i32, start: usize, length: usize): i32 {
  if (isDefined(POLLEN_HOSTED)) {
    keep(fd, start, length);
    return <i32>length;
  }
  return writeOnce(fd, start, min(length, LONGEST));
}

/** The same for no more than one call can write. */
export function writeOnce(fd: i32, start: usize, length: usize): i32 {
  store<usize>(cell, start);
  store<usize>(cell, length, 4);
  const errno = fd_write(fd, cell, 1, cell + 8);
  return errno ? -<i32>errno : load<i32>(cell, 8);
}

/**
 * Closes a descriptor. Returns an errno. wasmer writes to files in the background and tells a failure by the next write:
 * an empty one brings out that of the last.
 */
export function closeFile(fd: i32): i32 {
  if (isDefined(POLLEN_HOSTED)) return 0;
  const isFile = fileTypeOf(fd) == FileType.REGULAR_FILE && (load<u64>(cell, 8) & RIGHT_FD_WRITE) != 0;
  const written = isFile ? writeBytes(fd, cell, 0) : 0;
  const errno = <i32>fd_close(fd);
  return written < 0 ? -written : errno;
}

/** The kind of file that a descriptor is; `UNKNOWN` as well if the host does not say. */
export function fileTypeOf(fd: i32): FileType {
  if (isDefined(POLLEN_HOSTED)) return FileType.REGULAR_FILE;
  return fd_fdstat_get(fd, cell) ? FileType.UNKNOWN : <FileType>load<u8>(cell);
}

/** The rights that a directory lets what is opened in it have; all of them if the host does not say. */
export function inheritingRights(fd: i32): u64 {
  return fd_fdstat_get(fd, cell) ? u64.MAX_VALUE : load<u64>(cell, 16);
}

/** What each clock has told last. */
// @ts-ignore: decorator
@lazy const times = memory.data(16, 8);

/** Time of a clock in nanoseconds; 0 on a host that lacks it. */
export function timeOf(which: Clock): i64 {
  if (isDefined(POLLEN_HOSTED)) return which == Clock.MONOTONIC ? clock.now() : clock.date();
  const time = times + (<usize>which << 3);
  clock_time_get(which, 1000, time);
  return load<i64>(time);
}

//    0           8      16         24           32          40       48        80
//   ┌───────────┬──────┬──────────┬────────────┬───────────┬────────┬─────────┬─────────┐
//   │ userdata  │ tag  │ clock    │ timeout    │ precision │ flags  │ event   │ handled │
//   └───────────┴──────┴──────────┴────────────┴───────────┴────────┴─────────┴─────────┘
// @ts-ignore: decorator
@lazy const pause = memory.data(84, 8);

/** Waits for so many nanoseconds: for a clock alone, the most precise wait there is. Returns an errno. */
export function waitForClock(timeout: i64): u32 {
  store<u32>(pause, Clock.MONOTONIC, 16);
  store<i64>(pause, timeout, 24);
  return poll_oneoff(pause, pause + 48, 1, pause + 80);
}

/** 64 random bits; of the clock on a host that has none. */
export function randomBits(): u64 {
  if (isDefined(POLLEN_HOSTED)) return random.randomBits();
  const errno = random_get(cell + 8, 8);
  return errno == Errno.SUCCESS ? load<u64>(cell, 8) : <u64>timeOf(Clock.REALTIME);
}
