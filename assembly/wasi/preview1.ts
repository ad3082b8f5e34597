// The imports of `wasi_snapshot_preview1` that the library calls, with the types and constants that go with them.
// Source: the witx files of WASI snapshot preview1. Pointers are to linear memory; the result is an errno, 0 is success;
// as all small numbers it arrives as 32 bits.

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "args_sizes_get")
export declare function args_sizes_get(count: usize, bytes: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "args_get")
export declare function args_get(pointers: usize, bytes: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "environ_sizes_get")
export declare function environ_sizes_get(count: usize, bytes: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "environ_get")
export declare function environ_get(pointers: usize, bytes: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
export declare function clock_time_get(clock: u32, precision: u64, time: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "poll_oneoff")
export declare function poll_oneoff(subscriptions: usize, events: usize, count: usize, handled: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "proc_exit")
export declare function proc_exit(code: i32): void;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "random_get")
export declare function random_get(buffer: usize, length: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_close")
export declare function fd_close(fd: i32): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_fdstat_get")
export declare function fd_fdstat_get(fd: i32, stat: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_filestat_get")
export declare function fd_filestat_get(fd: i32, stat: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_filestat_set_size")
export declare function fd_filestat_set_size(fd: i32, size: u64): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_sync")
export declare function fd_sync(fd: i32): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_prestat_get")
export declare function fd_prestat_get(fd: i32, prestat: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_prestat_dir_name")
export declare function fd_prestat_dir_name(fd: i32, path: usize, length: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_read")
export declare function fd_read(fd: i32, vectors: usize, count: usize, read: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_readdir")
export declare function fd_readdir(fd: i32, buffer: usize, length: usize, cookie: u64, used: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_seek")
export declare function fd_seek(fd: i32, offset: i64, whence: u8, position: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
export declare function fd_write(fd: i32, vectors: usize, count: usize, written: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_fdstat_set_flags")
export declare function fd_fdstat_set_flags(fd: i32, flags: u16): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "sock_accept")
export declare function sock_accept(fd: i32, flags: u16, accepted: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "sock_shutdown")
export declare function sock_shutdown(fd: i32, how: u8): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "path_create_directory")
export declare function path_create_directory(fd: i32, path: usize, length: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "path_filestat_get")
export declare function path_filestat_get(fd: i32, lookup: u32, path: usize, length: usize, stat: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "path_open")
export declare function path_open(
  fd: i32, lookup: u32, path: usize, length: usize, how: u16, rights: u64, inheriting: u64, flags: u16, opened: usize,
): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "path_remove_directory")
export declare function path_remove_directory(fd: i32, path: usize, length: usize): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "path_rename")
export declare function path_rename(
  fd: i32, path: usize, length: usize, newFd: i32, newPath: usize, newLength: usize,
): u32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "path_unlink_file")
export declare function path_unlink_file(fd: i32, path: usize, length: usize): u32;

/** Clocks. */
export const enum Clock { REALTIME = 0, MONOTONIC = 1 }

/** Kinds of files. */
export const enum FileType {
  UNKNOWN = 0, BLOCK_DEVICE = 1, CHARACTER_DEVICE = 2, DIRECTORY = 3, REGULAR_FILE = 4, SOCKET_DGRAM = 5,
  SOCKET_STREAM = 6, SYMBOLIC_LINK = 7,
}

/** What may be done with a descriptor. Constants and no enum: they have 64 bits. */
// @ts-ignore: decorator
@inline export const RIGHT_FD_DATASYNC: u64 = 1 << 0;
// @ts-ignore: decorator
@inline export const RIGHT_FD_READ: u64 = 1 << 1;
// @ts-ignore: decorator
@inline export const RIGHT_FD_WRITE: u64 = 1 << 6;
// @ts-ignore: decorator
@inline export const RIGHT_FD_ALLOCATE: u64 = 1 << 8;
// @ts-ignore: decorator
@inline export const RIGHT_FD_READDIR: u64 = 1 << 14;
// @ts-ignore: decorator
@inline export const RIGHT_FD_FILESTAT_SET_SIZE: u64 = 1 << 22;

/** How `path_open` opens. */
export const enum Open { CREATE = 1, DIRECTORY = 2, EXCLUSIVE = 4, TRUNCATE = 8 }

/** `path_open` and `path_filestat_get`: a symbolic link at the end of the path is followed. */
// @ts-ignore: decorator
@inline export const FOLLOW: u32 = 1;

/** Descriptor flag: every write goes to the end of the file. */
// @ts-ignore: decorator
@inline export const APPEND: u16 = 1;

/** Descriptor flag: no call waits. */
// @ts-ignore: decorator
@inline export const NONBLOCK: u16 = 4;

/** `sock_shutdown`: nothing more is sent. */
// @ts-ignore: decorator
@inline export const SHUTDOWN_WRITE: u8 = 2;
/** `sock_shutdown`: and nothing more is received. */
// @ts-ignore: decorator
@inline export const SHUTDOWN_BOTH: u8 = 3;
