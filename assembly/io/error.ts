import { errnoName, errnoText } from "../wasi/errno";

/** An operation that the system refused: `open 'x.log': no such file or directory (ENOENT)`. Fields as in Node. */
export class IOError extends Error {
  /** Name of the error number, such as "ENOENT". */
  readonly code: string;

  constructor(
    /** WASI's error number. */
    readonly errno: i32,
    /** What was to be done, such as "open". */
    readonly syscall: string,
    /** What with: the path, or the name of the stream; may be empty. */
    readonly path: string,
  ) {
    super("");
    this.name = "IOError";
    this.code = errnoName(<u32>errno);
    this.message = syscall + (path.length ? " '" + path + "'" : "") + ": " + errnoText(<u32>errno) + " (" + this.code + ")";
  }
}
