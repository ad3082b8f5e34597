/** How large a message that comes in may be. What goes beyond is refused with the status that stands beside it. */
export class Limits {
  /** Bytes of the request line, without its end: 414. Of a status line as well. */
  requestLine: i32 = 8192;
  /** Bytes of all header fields together: 431. Of trailer fields as well. */
  headerBytes: i32 = 16384;
  /** Number of header fields: 431. Of trailer fields as well. */
  headers: i32 = 100;
  /** Bytes of a body: 413. */
  body: i64 = 16 * 1024 * 1024;
  /** Bytes of all chunk extensions of a body, which nobody reads: 413. */
  chunkExtensions: i32 = 16384;
}
