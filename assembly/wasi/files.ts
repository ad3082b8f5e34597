// WASI's calls on files and directories, without their memory.
import { inheritingRights } from "./calls";
import { Errno } from "./errno";
import { Place } from "./preopens";
import {
  APPEND, fd_filestat_get, fd_readdir, fd_seek, FileType, FOLLOW, path_create_directory, path_filestat_get,
  path_open, path_remove_directory, path_rename, path_unlink_file, RIGHT_FD_ALLOCATE, RIGHT_FD_DATASYNC,
  RIGHT_FD_FILESTAT_SET_SIZE, RIGHT_FD_READ, RIGHT_FD_READDIR, RIGHT_FD_WRITE,
} from "./preview1";
import { decodeBytes, encode } from "./utf8";

// @ts-ignore: decorator
@lazy const cell = memory.data(8, 8);

//    0      8      16      24     32     40     48     56
//   ┌──────┬──────┬───────┬──────┬──────┬──────┬──────┬──────┐
//   │ dev  │ ino  │ type  │ link │ size │ atim │ mtim │ ctim │      u64 each, type u8; times in ns since 1970
//   └──────┴──────┴───────┴──────┴──────┴──────┴──────┴──────┘
// @ts-ignore: decorator
@lazy const status = memory.data(64, 8);

// @ts-ignore: decorator
@inline const READING: u64 = RIGHT_FD_READ | RIGHT_FD_READDIR;
// @ts-ignore: decorator
@inline const WRITING: u64 = RIGHT_FD_DATASYNC | RIGHT_FD_WRITE | RIGHT_FD_ALLOCATE | RIGHT_FD_FILESTAT_SET_SIZE;

/** Opens a path, with the rights that wasi-libc asks for. Returns the descriptor, or a negative errno. */
export function openAt(place: Place, reads: bool, writes: bool, appends: bool, how: u16): i32 {
  const path = encode(place.path), inheriting = inheritingRights(place.fd);
  const wanted = ~(READING | WRITING) | (reads ? READING : 0) | (writes ? WRITING : 0);
  const errno = path_open(
    place.fd, FOLLOW, changetype<usize>(path), path.byteLength, how, wanted & inheriting, inheriting,
    appends ? APPEND : 0, cell,
  );
  return errno ? -<i32>errno : load<i32>(cell);
}

/** Moves a descriptor's position. Returns the new one, or a negative errno. */
export function seekTo(fd: i32, offset: i64, whence: u8): i64 {
  const errno = fd_seek(fd, offset, whence, cell);
  return errno ? -<i64>errno : load<i64>(cell);
}

/** Creates a directory. Returns an errno. */
export function createDirectoryAt(place: Place): u32 {
  const path = encode(place.path);
  return path_create_directory(place.fd, changetype<usize>(path), path.byteLength);
}

/** Removes a file, or an empty directory. Returns an errno. */
export function removeAt(place: Place): u32 {
  // Not by trial: after an unlink that failed, wasmer does not find the directory any more.
  const path = encode(place.path), start = changetype<usize>(path), length = path.byteLength;
  const errno = path_filestat_get(place.fd, 0, start, length, status);
  if (errno) return errno;
  if (load<u8>(status, 16) == FileType.DIRECTORY) return path_remove_directory(place.fd, start, length);
  return path_unlink_file(place.fd, start, length);
}

/** Renames a file or directory. Returns an errno. */
export function renameAt(from: Place, to: Place): u32 {
  const path = encode(from.path), newPath = encode(to.path);
  return path_rename(
    from.fd, changetype<usize>(path), path.byteLength, to.fd, changetype<usize>(newPath), newPath.byteLength,
  );
}

/** What a host tells about a file; nothing if there is an `errno`. */
export class FileStatus {
  readonly type: FileType = <FileType>load<u8>(status, 16);
  readonly size: i64 = load<i64>(status, 32);
  /** When it was modified, in nanoseconds since 1970. */
  readonly modified: i64 = load<i64>(status, 48);

  constructor(readonly errno: u32) {}
}

/** What the host tells about an open file. */
export function statusOf(fd: i32): FileStatus {
  return new FileStatus(fd_filestat_get(fd, status));
}

/** What the host tells about the file at a path, behind symbolic links. */
export function statusAt(place: Place): FileStatus {
  const path = encode(place.path);
  return new FileStatus(path_filestat_get(place.fd, FOLLOW, changetype<usize>(path), path.byteLength, status));
}

/** An entry of a directory. */
export class Entry {
  constructor(readonly name: string, readonly type: FileType) {}
}

//    0        8      16            20
//   ┌────────┬──────┬─────────────┬───────┐
//   │ next   │ ino  │ length of   │ type  │      then the name
//   │ u64    │ u64  │ name u32    │ u8    │
//   └────────┴──────┴─────────────┴───────┘
// @ts-ignore: decorator
@inline const DIRENT: usize = 24;

/** Appends all entries of a directory but "." and "..". Returns an errno. */
export function readDirectory(fd: i32, entries: Entry[]): u32 {
  let size: usize = 4096, buffer = heap.alloc(size), cookie: u64 = 0;
  for (;;) {
    const errno = fd_readdir(fd, buffer, size, cookie, cell), used = load<usize>(cell);
    if (errno) {
      heap.free(buffer);
      return errno;
    }
    let at = buffer;
    const end = buffer + used;
    while (at + DIRENT <= end) {
      const length = load<usize>(at, 16), name = at + DIRENT;
      if (name + length > end) break; // cut off: comes again, from the cookie on
      const text = decodeBytes(name, length);
      if (text != "." && text != "..") entries.push(new Entry(text, <FileType>load<u8>(at, 20)));
      cookie = load<u64>(at);
      at = name + length;
    }
    if (used < size) break;
    if (at == buffer) {
      size *= 2;
      buffer = heap.realloc(buffer, size);
    }
  }
  heap.free(buffer);
  return <u32>Errno.SUCCESS;
}
