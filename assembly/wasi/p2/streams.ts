// `wasi:io/streams`. Results go to a cell:
//
//    0       4          8          12
//   ┌───────┬──────────┬──────────┐
//   │ 0: ok │ pointer  │ length   │             of `read`: a list, for which the host asks for memory
//   │ 1     │ kind     │ error    │             of `read`, `write` and `flush`: a stream-error
//   ├───────┼──────────┼──────────┼──────────┐
//   │ 0: ok │          │ u64                 │  of `checkWrite`: how many bytes may be written
//   │ 1     │          │ kind     │ error    │  of `checkWrite`: a stream-error
//   └───────┴──────────┴──────────┴──────────┘
//
// A stream-error is of kind 0, a failure with a handle that is to be dropped, or 1: closed.

/** Reads up to `length` bytes without waiting: 16 bytes of `cell`. */
// @ts-ignore: decorator
@external("wasi:io/streams@0.2.12", "[method]input-stream.read")
export declare function read(stream: i32, length: i64, cell: usize): void;
/** A pollable that is ready when a read would not be empty. */
// @ts-ignore: decorator
@external("wasi:io/streams@0.2.12", "[method]input-stream.subscribe")
export declare function subscribeInput(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:io/streams@0.2.12", "[resource-drop]input-stream")
export declare function dropInput(stream: i32): void;

/** How many bytes `write` may be given: 0 until what was written before is gone. */
// @ts-ignore: decorator
@external("wasi:io/streams@0.2.12", "[method]output-stream.check-write")
export declare function checkWrite(stream: i32, cell: usize): void;
/** Writes as many bytes as `checkWrite` allowed for. */
// @ts-ignore: decorator
@external("wasi:io/streams@0.2.12", "[method]output-stream.write")
export declare function write(stream: i32, start: usize, length: usize, cell: usize): void;
/** Lets what was written go. */
// @ts-ignore: decorator
@external("wasi:io/streams@0.2.12", "[method]output-stream.flush")
export declare function flush(stream: i32, cell: usize): void;
/** A pollable that is ready when `checkWrite` allows for something. */
// @ts-ignore: decorator
@external("wasi:io/streams@0.2.12", "[method]output-stream.subscribe")
export declare function subscribeOutput(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:io/streams@0.2.12", "[resource-drop]output-stream")
export declare function dropOutput(stream: i32): void;

// @ts-ignore: decorator
@external("wasi:io/error@0.2.12", "[resource-drop]error")
export declare function dropError(error: i32): void;
