// The host's part, as a directory that is there for programs with isolates only. What is opened in it:
//
//   "spawn"         starts an isolate of the same module: a connection to it
//   "load/LENGTH"   starts one of another module, of which so many bytes are written first
//   "entry"         in an isolate that was spawned, "parent" in one that was loaded: the connection to who started it
//   "failure"       in an isolate: takes the text of the error that ends it
import { Errno } from "../wasi/errno";
import { openAt } from "../wasi/files";
import { Place, preopened } from "../wasi/preopens";
import { IsolateError } from "./error";

// @ts-ignore: decorator
@inline const DIRECTORY = "pollen:isolates";

/** Opens a path of that directory. Returns a descriptor, or a negative errno. */
export function tryOpen(path: string): i32 {
  const fd = preopened(DIRECTORY);
  return fd < 0 ? -<i32>Errno.NOTSUP : openAt(new Place(fd, path), true, true, false, 0);
}

/**
 * Starts an isolate.
 * @param how "spawn" or "load/LENGTH"
 * @returns the descriptor of the connection; throws an `IsolateError`
 */
export function start(how: string): i32 {
  const fd = tryOpen(how);
  if (fd >= 0) return fd;
  throw new IsolateError(fd == -<i32>Errno.MFILE
    ? "no more isolates may be started: let one end, or raise the host's limit 'isolates'"
    : "this host has no threads for isolates: run the program with `pollen run`, or in a browser");
}
