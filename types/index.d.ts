// What `import ... from "as-pollen"` offers, as an editor sees it; the code is in assembly/.

/// <reference path="./number.d.ts" />
/// <reference path="./symbol.d.ts" />
/// <reference path="./error.d.ts" />
/// <reference path="./globals.d.ts" />

/**
 * A promise that is fulfilled after `ms` milliseconds (fractions count), never before.
 * Measured from the time of the executor's current turn.
 */
export function sleep(ms: f64): Promise<void>;

/** Awaiting the result lets everything else that is ready go on first. Allocates nothing. */
export function yieldNow(): Promise<void>;

/** Monotonic time in milliseconds, as of the executor's current turn. */
export function now(): f64;

/**
 * Runs until a promise has settled, blocking while it waits; for code that is not async.
 * @returns its value; aborts with its reason if it is rejected, or if nothing is left that could settle it
 */
export function blockOn<T>(promise: Promise<T>): T;

/** Runs until nothing is left to do: no job, no timer, no pending I/O. Blocks while it waits. */
export function run(): void;

/**
 * Runs one turn without blocking: for hosts that own the event loop.
 * @returns in how many milliseconds it next wants to run: 0 at once, Infinity not before an event
 */
export function tick(): f64;

// Streams

/**
 * A descriptor of the host, read and written without holding up anything else. Its operations are done in the order in
 * which they were asked for, reads and writes apart.
 */
export class AsyncFd {
  /**
   * @param fd the host's number; whoever makes the object leaves it to `close`
   * @param path what errors call it
   */
  constructor(fd: i32, path?: string);
  readonly fd: i32;
  readonly path: string;
  /** Whether `close` was called. */
  get isClosed(): bool;
  /** Fulfilled when a read will probably not wait: bytes are there, or the end, or an error. */
  readable(): Promise<void>;
  /** Fulfilled when a write will probably not wait. */
  writable(): Promise<void>;
  /**
   * Reads up to as many bytes as `bytes` has room for, as soon as there are any.
   * @returns how many were read; 0 at the end
   * Rejected with an `IOError`.
   */
  read(bytes: Uint8Array): Promise<i32>;
  /**
   * Writes all of `data`, a string as UTF-8. The bytes must not change before it is done. Fulfilled when the host has
   * taken everything: awaiting that is back-pressure. Rejected with an `IOError`.
   */
  write(data: string | Uint8Array | ArrayBuffer): Promise<void>;
  /** The lines, one by one, read through a buffer of their own: see `BufferedReader`. */
  lines(): Lines;
  /** Closes the descriptor. Operations that are still to be done are rejected with ECANCELED, later ones with EBADF. */
  close(): Promise<void>;
}

/** Standard input. */
export const stdin: AsyncFd;
/** Standard output. What is written to it is not buffered: wrap it in a `BufferedWriter` for many small writes. */
export const stdout: AsyncFd;
/** Standard error. */
export const stderr: AsyncFd;

/** Reads up to the end. Rejected with an `IOError`. */
export function readAll(from: AsyncFd): Promise<Uint8Array>;
/** Reads up to the end, as text; what is not UTF-8 is replaced by U+FFFD. Rejected with an `IOError`. */
export function readAllText(from: AsyncFd): Promise<string>;
/** Writes to `to` what it reads from `from`, up to the end. Returns the number of bytes. Rejected with an `IOError`. */
export function copy(from: AsyncFd, to: AsyncFd): Promise<i64>;

/**
 * Reads from a descriptor through a buffer: bytes, lines, or up to a delimiter. It reads ahead: what it has buffered is
 * lost for other readers of the descriptor.
 */
export class BufferedReader {
  /**
   * @param source what is read
   * @param capacity bytes that one read asks for
   * @param lineLimit longest line, in bytes
   */
  constructor(source: AsyncFd, capacity?: i32, lineLimit?: i32);
  readonly source: AsyncFd;
  readonly lineLimit: i32;
  /** The line that `nextLine` found, without its end ("\n" or "\r\n"); until the next call of a method. */
  readonly line: Uint8Array;
  /** Number of bytes that are buffered. */
  get buffered(): i32;
  /** Reads once, behind what is buffered. Returns the number of bytes; 0 at the end. */
  fill(): Promise<i32>;
  /**
   * Reads up to as many bytes as `bytes` has room for: those that are buffered, else what one read gives.
   * Returns the number of bytes; 0 at the end. Rejected with an `IOError`.
   */
  read(bytes: Uint8Array): Promise<i32>;
  /** Goes on to the next line if it is buffered as a whole: then `line` shows it. Never waits. */
  tryNextLine(): bool;
  /**
   * Goes on to the next line: then `line` shows it. Returns whether there was one. The last one need not end in "\n".
   * Rejected with an `IOError`, or with a `LineTooLongError`; the next call then goes on behind that line.
   */
  nextLine(): Promise<bool>;
  /** The next line, as text, if it is buffered as a whole; else null. Never waits. */
  tryReadLine(): string | null;
  /** The next line, as text, or null at the end. What is not UTF-8 is replaced by U+FFFD. Rejected as `nextLine` is. */
  readLine(): Promise<string | null>;
  /**
   * A copy of the bytes up to the next `delimiter`, which is taken away, or up to the end; null if there are none.
   * Rejected as `nextLine` is.
   */
  readUntil(delimiter: u8): Promise<Uint8Array | null>;
  /** The lines that are left, one by one. */
  lines(): Lines;
}

/** A line, or what `readUntil` looked for, is longer than the reader's limit. The reader goes on behind it. */
export class LineTooLongError extends Error {
  constructor(path: string, limit: i32);
  readonly code: string;
}

/**
 * What comes over time, and what is made of it. Nothing runs before the stream is stepped through, which can be done
 * once. No source is asked for more than its consumer wants, but for what `buffer` and `debounce` read ahead. A stream
 * that is left early closes its sources.
 */
export class Stream<T> implements AsyncIterableIterator<T> {
  private constructor();
  /** The values of an async iterable, or of an iterable of values or promises. */
  static from<T>(iterable: AsyncIterable<T> | Iterable<T>): Stream<Awaited<T>>;
  /** What `transform` makes of each value. A promise is awaited. */
  map<R>(transform: (value: T) => R): Stream<Awaited<R>>;
  /** The values for which `test` gives true. */
  filter(test: (value: T) => bool | Promise<bool>): Stream<T>;
  /** The first `limit` values; then the source is closed. */
  take(limit: i32): Stream<T>;
  /** All but the first `limit` values. */
  drop(limit: i32): Stream<T>;
  /** The values of both, as they come. A source is asked again once its last value was taken. */
  merge(other: Stream<T>): Stream<T>;
  /** What `combine` makes of the first values of both, of the second ones, and so on, up to the end of the shorter. */
  zip<U, R>(other: Stream<U>, combine: (first: T, second: U) => R): Stream<Awaited<R>>;
  /** Reads up to `capacity` values ahead, at least one. */
  buffer(capacity: i32): Stream<T>;
  /** Drops values that come within `ms` milliseconds of the last one that was passed on. */
  throttle(ms: f64): Stream<T>;
  /** Passes a value on once no other has followed it for `ms` milliseconds. Reads one value ahead. */
  debounce(ms: f64): Stream<T>;
  /** All values. */
  toArray(): Promise<T[]>;
  /** Calls `visit` with each value. A promise that it returns is awaited before the next value is asked for. */
  forEach<R>(visit: (value: T) => R): Promise<void>;
  /** What `combine` makes of `initial` and the first value, of that and the second, and so on. */
  reduce<A>(combine: (total: A, value: T) => A, initial: A): Promise<A>;
  next(): Promise<IteratorResult<T>>;
  return(): Promise<IteratorResult<T>>;
  [Symbol.asyncIterator](): AsyncGenerator<T>;
}

/** The lines of a reader, as an async iterator. */
export class Lines implements AsyncIterableIterator<string> {
  constructor(reader: BufferedReader);
  /** The next line. Rejected as `BufferedReader.nextLine` is. */
  next(): Promise<IteratorResult<string>>;
  [Symbol.asyncIterator](): Lines;
}

/**
 * Writes to a descriptor through a buffer, so that many small writes become few. What is buffered at the end of the
 * program is lost: `flush` first.
 */
export class BufferedWriter {
  /**
   * @param target what is written to
   * @param capacity the high-water mark: with more bytes buffered, `write` waits until the descriptor has taken them
   */
  constructor(target: AsyncFd, capacity?: i32);
  readonly target: AsyncFd;
  readonly capacity: i32;
  /** Number of bytes that are buffered. */
  get buffered(): i32;
  /** Buffers `bytes` if there is room for them, and tells whether. Never waits. */
  tryWrite(bytes: Uint8Array): bool;
  /** Buffers `line` and "\n" if there is room for both, and tells whether. Never waits. */
  tryWriteLine(line: Uint8Array): bool;
  /** Writes `line` and "\n", with nothing in between. Fulfilled and rejected as `write` is. */
  writeLine(line: Uint8Array): Promise<void>;
  /** Writes `data`, a string as UTF-8. Fulfilled once there is room again: awaiting that is back-pressure. */
  write(data: string | Uint8Array | ArrayBuffer): Promise<void>;
  /** Fulfilled when the descriptor has taken what is buffered. Rejected as `AsyncFd.write` is. */
  flush(): Promise<void>;
}

/** An operation that the system refused: `open 'x.log': no such file or directory (ENOENT)`. Fields as in Node. */
export class IOError extends Error {
  constructor(errno: i32, syscall: string, path: string);
  /** Name of the error number, such as "ENOENT". */
  readonly code: string;
  /** WASI's error number. */
  readonly errno: i32;
  /** What was to be done, such as "open". */
  readonly syscall: string;
  /** What with: the path, or the name of the stream; may be empty. */
  readonly path: string;
}

// Files, below the directories that the program was given (`--dir`). All are rejected with an `IOError`.

/** What a position is counted from. */
export enum SeekMode {
  Start = 0,
  Current = 1,
  End = 2,
}

/** An open file. Its reads and writes are those of `AsyncFd`, at a position that moves on. */
export class File extends AsyncFd {
  /**
   * Opens a file.
   * @param path from the root, or relative to it; WASI has no current directory
   * @param mode as of Node and C: "r" to read, "w" to write an emptied or new file, "a" to append, "r+", "w+" and "a+" to
   *   do both; with an "x" it must be new: "wx"
   */
  static open(path: string, mode?: string): Promise<File>;
  /** Moves the position, and returns the new one. Await reads and writes first. */
  seek(offset: i64, from?: SeekMode): Promise<i64>;
  /** What the system knows about the file. */
  stat(): Promise<FileStat>;
  /** Cuts the file to `size` bytes, or lengthens it with zeros. */
  truncate(size?: i64): Promise<void>;
  /**
   * Waits until what was written is on the disk, and would be there after a power cut. Everything else waits, too: WASI has
   * no other call. Rejected with an `IOError`.
   */
  sync(): Promise<void>;
}

/** What the system knows about a file or directory. */
export class FileStat {
  private constructor();
  /** Size in bytes. */
  readonly size: i64;
  /** When it was modified, in milliseconds since 1970. */
  readonly mtimeMs: i64;
  readonly isFile: bool;
  readonly isDirectory: bool;
}

/** An entry of a directory. */
export class DirEntry {
  private constructor();
  readonly name: string;
  readonly isFile: bool;
  readonly isDirectory: bool;
  readonly isSymlink: bool;
}

/** All bytes of a file. */
export function readFile(path: string): Promise<Uint8Array>;
/** A file as text; what is not UTF-8 is replaced by U+FFFD. */
export function readTextFile(path: string): Promise<string>;
/** Writes a file anew, a string as UTF-8. Mode "a" appends to it instead. */
export function writeFile(path: string, data: string | Uint8Array | ArrayBuffer, mode?: string): Promise<void>;
/** What the system knows about a file or directory; of a symbolic link, about what it leads to. */
export function stat(path: string): Promise<FileStat>;
/** The entries of a directory, in the system's order, without "." and "..". */
export function readDir(path: string): Promise<DirEntry[]>;
/** Creates a directory; the one that it is in must exist. */
export function mkdir(path: string): Promise<void>;
/** Removes a file, or an empty directory. */
export function remove(path: string): Promise<void>;
/** Renames a file or directory, over a file that has the new name. */
export function rename(path: string, newPath: string): Promise<void>;

// The network

export {
  ConnectOptions,
  Connections,
  Datagram,
  ListenOptions,
  lookup,
  NetError,
  SocketAddress,
  TcpHalves,
  TcpListener,
  TcpReader,
  TcpStream,
  TcpWriter,
  UdpSocket,
} from "./net.js";

// Channels, locks and signals

export {
  Barrier,
  Broadcast,
  Channel,
  ChannelClosedError,
  Condition,
  LaggedError,
  Latch,
  Lock,
  Mutex,
  Notify,
  Once,
  Oneshot,
  Received,
  RwLock,
  Semaphore,
  Subscription,
  Watch,
  Watcher,
} from "./sync.js";

// Tasks, scopes and cancellation

export {
  AbortError,
  CancelledError,
  Case,
  failAfter,
  Interval,
  interval,
  JoinSet,
  joinTasks,
  MissedTicks,
  moveOnAfter,
  onSettled,
  onTimeout,
  Scope,
  scope,
  SelectOrder,
  select,
  shield,
  spawn,
  Task,
  TaskLocal,
  TimeoutError,
  timeout,
} from "./task.js";
