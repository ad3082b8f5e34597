// `wasi:http` 0.3: requests to others. Results are as in `http.ts`; those without a value are 0 or 1.

/** A request with a stream, if `someStream`, a future of trailers, and options, if `someOptions`. */
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[static]request.new")
export declare function newRequest(
  fields: i32, someStream: i32, stream: i32, trailers: i32, someOptions: i32, options: i32, cell: usize,
): void;
/** Sets the method: its number, and a text if that is the last one. */
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.set-method")
export declare function setMethod(request: i32, tag: i32, start: usize, length: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.set-path-with-query")
export declare function setTarget(request: i32, some: i32, start: usize, length: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.set-scheme")
export declare function setScheme(request: i32, some: i32, tag: i32, start: usize, length: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.set-authority")
export declare function setAuthority(request: i32, some: i32, start: usize, length: usize): i32;

// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[constructor]request-options")
export declare function newOptions(): i32;
/** Nanoseconds. */
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request-options.set-connect-timeout")
export declare function setConnectTimeout(options: i32, some: i32, nanoseconds: i64, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request-options.set-first-byte-timeout")
export declare function setFirstByteTimeout(options: i32, some: i32, nanoseconds: i64, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request-options.set-between-bytes-timeout")
export declare function setBetweenBytesTimeout(options: i32, some: i32, nanoseconds: i64, cell: usize): void;

/** Sends a request. The result, 40 bytes, has a response or an error-code at 8. */
// @ts-ignore: decorator
@external("wasi:http/client@0.3.0", "[async-lower]send")
export declare function send(request: i32, result: usize): i32;
