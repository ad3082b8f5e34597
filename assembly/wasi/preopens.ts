// The directories that the program was given, and which of them a path is in: as wasi-libc has it, so that a path means
// the same to every program.
import { fileTypeOf } from "./calls";
import { fd_prestat_dir_name, fd_prestat_get, FileType } from "./preview1";
import { decodeBytes } from "./utf8";

/** First descriptor behind the standard streams. */
// @ts-ignore: decorator
@inline const FIRST: i32 = 3;

class Preopen {
  constructor(
    readonly fd: i32,
    /** Without leading "/" and "./": empty for "/" and for ".". */
    readonly prefix: string,
  ) {}
}

//    0       4
//   ┌───────┬────────────────────┐
//   │ tag   │ length of the name │      tag 0: a directory
//   └───────┴────────────────────┘
// @ts-ignore: decorator
@lazy const prestat = memory.data(8);

// @ts-ignore: decorator
@lazy const preopens = readPreopens();

function readPreopens(): Preopen[] {
  const found = new Array<Preopen>();
  for (let fd = FIRST; ; fd++) {
    if (fd_prestat_get(fd, prestat)) {
      if (fileTypeOf(fd) == FileType.UNKNOWN) break;
      continue; // wasmtime 46 puts the sockets that it passes in before the directories
    }
    const length = load<usize>(prestat, 4), name = heap.alloc(length);
    if (!load<u8>(prestat) && !fd_prestat_dir_name(fd, name, length)) {
      // Some hosts count a terminating 0.
      const end = length && !load<u8>(name + length - 1) ? length - 1 : length;
      found.push(new Preopen(fd, withoutStart(decodeBytes(name, end))));
    }
    heap.free(name);
  }
  return found;
}

/** Takes leading "/" and "./" away, and "." if nothing else is left. */
function withoutStart(path: string): string {
  let at = 0;
  while (path.charCodeAt(at) == 0x2f /* / */ || (path.charCodeAt(at) == 0x2e /* . */ && path.charCodeAt(at + 1) == 0x2f)) {
    at++;
  }
  return at + 1 == path.length && path.charCodeAt(at) == 0x2e ? "" : path.substring(at);
}

/** Whether a path is a directory, or in it. */
function isIn(path: string, prefix: string): bool {
  let length = prefix.length;
  while (length && prefix.charCodeAt(length - 1) == 0x2f) length--;
  if (!path.startsWith(prefix.substring(0, length))) return false;
  return !length || path.length == length || path.charCodeAt(length) == 0x2f;
}

/** A directory of the host, and a path that leads on from there. */
export class Place {
  constructor(readonly fd: i32, readonly path: string) {}
}

/** The descriptor of the directory that was given under exactly this name; -1 if there is none. */
export function preopened(name: string): i32 {
  for (let i = 0; i < preopens.length; i++) if (preopens[i].prefix == name) return preopens[i].fd;
  return -1;
}

/** Finds the longest of the given directories that a path is in; of equals the last. Null if there is none. */
export function placeOf(path: string): Place | null {
  const wanted = withoutStart(path);
  let best: Preopen | null = null;
  for (let i = preopens.length - 1; i >= 0; i--) {
    const preopen = preopens[i];
    if (isIn(wanted, preopen.prefix) && (best === null || preopen.prefix.length > best.prefix.length)) best = preopen;
  }
  if (best === null) return null;
  const rest = withoutStart(wanted.substring(best.prefix.length));
  return new Place(best.fd, rest.length ? rest : ".");
}
