// The streams and futures of `wasi:http` 0.3. The imports are those of one function for each kind of them, and serve all that are
// of the same type:
//
//   stream of bytes                  made by `response.new`, read from `consume-body`
//   future of trailers               made by `response.new`, read from `consume-body`: a result, 40 bytes, with an option at 8
//   future of how a body fared       made by `request.consume-body`, read from `response.new`: a result, 40 bytes
//
// Of a new pair the lower half is the end that is read.

// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[stream-new-0][static]response.new")
export declare function newBody(): i64;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[async-lower][stream-write-0][static]response.new")
export declare function writeBody(stream: i32, at: usize, count: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[stream-cancel-write-0][static]response.new")
export declare function cancelWriteBody(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[stream-drop-writable-0][static]response.new")
export declare function dropWritableBody(stream: i32): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[async-lower][stream-read-0][static]response.new")
export declare function readBody(stream: i32, at: usize, count: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[stream-cancel-read-0][static]response.new")
export declare function cancelReadBody(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[stream-drop-readable-0][static]response.new")
export declare function dropReadableBody(stream: i32): void;

// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-new-1][static]response.new")
export declare function newTrailers(): i64;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[async-lower][future-write-1][static]response.new")
export declare function writeTrailers(future: i32, at: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-cancel-write-1][static]response.new")
export declare function cancelWriteTrailers(future: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-drop-writable-1][static]response.new")
export declare function dropWritableTrailers(future: i32): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[async-lower][future-read-1][static]response.new")
export declare function readTrailers(future: i32, at: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-cancel-read-1][static]response.new")
export declare function cancelReadTrailers(future: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-drop-readable-1][static]response.new")
export declare function dropReadableTrailers(future: i32): void;

// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-new-0][static]request.consume-body")
export declare function newResult(): i64;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[async-lower][future-write-0][static]request.consume-body")
export declare function writeResult(future: i32, at: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-cancel-write-0][static]request.consume-body")
export declare function cancelWriteResult(future: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-drop-writable-0][static]request.consume-body")
export declare function dropWritableResult(future: i32): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[future-drop-readable-0][static]request.consume-body")
export declare function dropReadableResult(future: i32): void;
