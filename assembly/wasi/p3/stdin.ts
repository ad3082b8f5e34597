// `wasi:cli/stdin` 0.3: a stream that is read ahead into a buffer, one copy at a time.
//
// wasmtime says of every copy of no elements that it would not wait, so it cannot be asked for readiness; and what was copied
// for a read that was called off meanwhile must not be lost.
import { Errno } from "../errno";
import { BLOCKED, CopyResult } from "../../component/waitable";

/** The stream, and a future of its error; nobody asks for that: it has ended, either way. */
// @ts-ignore: decorator
@external("wasi:cli/stdin@0.3.0", "read-via-stream")
declare function readViaStream(cell: usize): void;
// @ts-ignore: decorator
@external("wasi:cli/stdin@0.3.0", "[async-lower][stream-read-0]read-via-stream")
declare function readStream(stream: i32, at: usize, count: i32): i32;
// @ts-ignore: decorator
@external("wasi:cli/stdin@0.3.0", "[future-drop-readable-1]read-via-stream")
declare function dropFuture(future: i32): void;

/** Size of the buffer, in bytes. */
// @ts-ignore: decorator
@inline const SIZE: i32 = 65536;

// @ts-ignore: decorator
@lazy const cell = memory.data(8, 4);
let stream: i32 = 0;
let buffer: usize = 0;
/** What of the buffer has bytes that nobody has read. */
let start: i32 = 0;
let end: i32 = 0;
let isCopying = false;
let hasEnded = false;

/** Begins to read, unless there is something already. Returns the waitable that an event will come for, or 0. */
export function beginInput(): i32 {
  if (!stream) {
    readViaStream(cell);
    stream = load<i32>(cell);
    dropFuture(load<i32>(cell, 4));
    buffer = heap.alloc(SIZE);
  }
  if (isCopying) return stream;
  if (start < end || hasEnded) return 0;
  const code = readStream(stream, buffer, SIZE);
  if (code == BLOCKED) {
    isCopying = true;
    return stream;
  }
  completeInput(code);
  return 0;
}

/** Ends what `beginInput` began. */
export function completeInput(code: i32): void {
  isCopying = false;
  start = 0;
  end = code >>> 4;
  if ((code & 15) == CopyResult.DROPPED) hasEnded = true;
}

/** Takes up to `length` bytes. Returns how many, 0 at the end, or a negative errno. */
export function takeInput(to: usize, length: usize): i32 {
  if (start == end) return hasEnded ? 0 : -<i32>Errno.AGAIN;
  const count = <i32>min<usize>(end - start, length);
  memory.copy(to, buffer + start, count);
  start += count;
  return count;
}
