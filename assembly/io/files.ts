// Files and directories by their paths. Every function is rejected with an `IOError` that names the path.
import { Promise } from "../core/promise";
import { Errno } from "../wasi/errno";
import { createDirectoryAt, Entry, openAt, readDirectory, removeAt, renameAt, statusAt } from "../wasi/files";
import { placeOf } from "../wasi/preopens";
import { fd_close, Open } from "../wasi/preview1";
import { decodeBytes } from "../wasi/utf8";
import { IOError } from "./error";
import { File } from "./file";
import { DirEntry, FileStat } from "./stat";
import { readAll } from "./transfer";

/** The reason that a promise is rejected with, or null: for what must be done in either case. */
function failureOf<T>(promise: Promise<T>): Promise<Error | null> {
  if (isVoid<T>()) return promise.then<Error | null>((): Error | null => null, (reason: Error): Error | null => reason);
  else return promise.then<Error | null>((_: T): Error | null => null, (reason: Error): Error | null => reason);
}

/** All bytes of a file. */
export async function readFile(path: string): Promise<Uint8Array> {
  const file = await File.open(path);
  const content = readAll(file);
  const failure = await failureOf<Uint8Array>(content);
  await file.close();
  if (failure !== null) throw failure;
  return await content;
}

/** A file as text; what is not UTF-8 is replaced by U+FFFD. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path);
  return decodeBytes(bytes.dataStart, bytes.length);
}

/** Writes a file anew: a string (as UTF-8), a `Uint8Array` or an `ArrayBuffer`. Mode "a" appends to it instead. */
export async function writeFile<T>(path: string, data: T, mode: string = "w"): Promise<void> {
  const file = await File.open(path, mode);
  const failure = await failureOf<void>(file.write<T>(data));
  await file.close();
  if (failure !== null) throw failure;
}

/** What the system knows about a file or directory; of a symbolic link, about what it leads to. */
export async function stat(path: string): Promise<FileStat> {
  const place = placeOf(path);
  if (place === null) throw new IOError(Errno.NOTCAPABLE, "stat", path);
  const status = statusAt(place);
  if (status.errno) throw new IOError(status.errno, "stat", path);
  return new FileStat(status);
}

/** The entries of a directory, in the system's order, without "." and "..". */
export async function readDir(path: string): Promise<DirEntry[]> {
  const place = placeOf(path);
  if (place === null) throw new IOError(Errno.NOTCAPABLE, "readDir", path);
  const fd = openAt(place, true, false, false, <u16>Open.DIRECTORY);
  if (fd < 0) throw new IOError(-fd, "readDir", path);
  const entries = new Array<Entry>();
  const errno = readDirectory(fd, entries);
  fd_close(fd);
  if (errno) throw new IOError(errno, "readDir", path);
  const list = new Array<DirEntry>(entries.length);
  for (let i = 0; i < entries.length; i++) list[i] = new DirEntry(entries[i].name, entries[i].type);
  return list;
}

/** Creates a directory; the one that it is in must exist. */
export async function mkdir(path: string): Promise<void> {
  const place = placeOf(path);
  const errno = place === null ? <u32>Errno.NOTCAPABLE : createDirectoryAt(place);
  if (errno) throw new IOError(errno, "mkdir", path);
}

/** Removes a file, or an empty directory. */
export async function remove(path: string): Promise<void> {
  const place = placeOf(path);
  const errno = place === null ? <u32>Errno.NOTCAPABLE : removeAt(place);
  if (errno) throw new IOError(errno, "remove", path);
}

/** Renames a file or directory, over a file that has the new name. */
export async function rename(path: string, newPath: string): Promise<void> {
  const from = placeOf(path), to = placeOf(newPath);
  const errno = from === null || to === null ? <u32>Errno.NOTCAPABLE : renameAt(from, to);
  if (errno) throw new IOError(errno, "rename", path + "' -> '" + newPath);
}
