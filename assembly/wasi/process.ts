// `process`, as AssemblyScript's library has it: the program's surroundings, and standard streams that wait.
import { readBytes, timeOf, writeBytes } from "./calls";
import { Errno, errnoText } from "./errno";
import { exit as exitWith } from "./exit";
import { args_get, args_sizes_get, Clock, environ_get, environ_sizes_get } from "./preview1";
import { decodeTerminated, encode } from "./utf8";

// @ts-ignore: decorator
@lazy const sizes = memory.data(8);

/** The texts that a table of `count` pointers refers to; none if the host would not fill it. */
function textsOf(table: usize, count: usize, errno: u32): string[] {
  const texts = new Array<string>();
  if (!errno) for (let i: usize = 0; i < count; i++) texts.push(decodeTerminated(load<usize>(table + (i << 2))));
  heap.free(table);
  return texts;
}

/** The arguments, with the program's name first. */
export function readArguments(): string[] {
  if (isDefined(POLLEN_HOSTED)) return [];
  if (args_sizes_get(sizes, sizes + 4)) return [];
  const count = load<usize>(sizes), table = heap.alloc((count << 2) + load<usize>(sizes, 4));
  return textsOf(table, count, args_get(table, table + (count << 2)));
}

/** The environment's variables. */
function readEnvironment(): Map<string, string> {
  const variables = new Map<string, string>();
  if (isDefined(POLLEN_HOSTED)) return variables;
  if (environ_sizes_get(sizes, sizes + 4)) return variables;
  const count = load<usize>(sizes), table = heap.alloc((count << 2) + load<usize>(sizes, 4));
  const texts = textsOf(table, count, environ_get(table, table + (count << 2)));
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i], at = text.indexOf("=");
    if (at < 0) variables.set(text, "");
    else variables.set(text.substring(0, at), text.substring(at + 1));
  }
  return variables;
}

/** A standard stream of `process`: its calls wait, and everything else with them. Async code has `stdin` and `stdout`. */
class Stream {
  constructor(private readonly fd: i32) {}

  /** Reads up to the end of `buffer`, from `offset` on. Returns how many bytes, 0 at the end. */
  read(buffer: ArrayBuffer, offset: i32 = 0): i32 {
    if (<u32>offset > <u32>buffer.byteLength) throw new RangeError("Index out of range");
    const count = readBytes(this.fd, changetype<usize>(buffer) + offset, buffer.byteLength - offset);
    if (count < 0) throw new Error("read: " + errnoText(<u32>-count));
    return count;
  }

  /** Writes all of a string or an `ArrayBuffer`. */
  write<T>(data: T): void {
    let bytes: ArrayBuffer;
    if (isString<T>()) bytes = encode(changetype<string>(data));
    else if (data instanceof ArrayBuffer) bytes = data;
    else ERROR("A string or an ArrayBuffer is expected.");
    let from = changetype<usize>(bytes);
    const end = from + bytes.byteLength;
    while (from < end) {
      const count = writeBytes(this.fd, from, end - from);
      if (count < 0 && count != -<i32>Errno.AGAIN) throw new Error("write: " + errnoText(<u32>-count));
      from += max(count, 0);
    }
  }
}

// @ts-ignore: decorator
@global export namespace pollen_process {
  /** What the module is made for. */
  // @ts-ignore: decorator
  @lazy export const arch = "wasm32";
  // @ts-ignore: decorator
  @lazy export const platform = "wasm";
  /** The arguments, with the program's name first. */
  // @ts-ignore: decorator
  @lazy export const argv = readArguments();
  // @ts-ignore: decorator
  @lazy export const env = readEnvironment();
  /** What `exit()` exits with. */
  // @ts-ignore: decorator
  @lazy export let exitCode = 0;
  // @ts-ignore: decorator
  @lazy export const stdin = new Stream(0);
  // @ts-ignore: decorator
  @lazy export const stdout = new Stream(1);
  // @ts-ignore: decorator
  @lazy export const stderr = new Stream(2);

  /** Ends the program at once; codes from 0 to 125 reach every host. */
  export function exit(code: i32 = exitCode): void { exitWith(code); }

  /** Milliseconds since 1970. */
  export function time(): i64 { return timeOf(Clock.REALTIME) / 1_000_000; }

  /** Nanoseconds of the monotonic clock. */
  export function hrtime(): u64 { return timeOf(Clock.MONOTONIC); }
}
