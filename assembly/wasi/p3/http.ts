// `wasi:http` 0.3: messages, the same resources for those that come in and those that go out. Results go to a cell, which
// 40 bytes are enough for:
//
//    0       4          8           12
//   ┌───────┬──────────┬───────────┐
//   │ some  │ pointer  │ length    │             a text that there may be
//   ├───────┼──────────┼───────────┼──────────
//   │ 0: ok │ error    │ 1: some   │ text        of `append`: a header-error
//   ├───────┼──────────┼───────────┴──────────
//   │ stream│ future   │                         of `consume`; of `newRequest` and `newResponse` the message and a future
//   └───────┴──────────┘
//
// The streams and futures of a function have imports of their own, with a number: `http_body.ts`.

// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[constructor]fields")
export declare function newFields(): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]fields.append")
export declare function appendField(
  fields: i32, name: usize, nameLength: usize, value: usize, valueLength: usize, cell: usize,
): void;
/** All fields: a list, pointer and length, of 16 bytes each: name and value, pointer and length of both. */
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]fields.copy-all")
export declare function entriesOf(fields: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[resource-drop]fields")
export declare function dropFields(fields: i32): void;

/** A number, and at 4 a text if it is the last one. */
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.get-method")
export declare function methodOf(request: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.get-path-with-query")
export declare function targetOf(request: i32, cell: usize): void;
/** 1 and, at 4, the number of a scheme: 0 HTTP, 1 HTTPS. */
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.get-scheme")
export declare function schemeOf(request: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.get-authority")
export declare function authorityOf(request: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]request.get-headers")
export declare function headersOf(request: i32): i32;
/** Gives a request up for its body: `result` is a future of how that was received. */
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[static]request.consume-body")
export declare function consumeRequest(request: i32, result: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[resource-drop]request")
export declare function dropRequest(request: i32): void;

/** A response with a stream, if `some`, and a future of trailers. */
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[static]response.new")
export declare function newResponse(fields: i32, some: i32, stream: i32, trailers: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]response.set-status-code")
export declare function setStatus(response: i32, status: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]response.get-status-code")
export declare function statusOf(response: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[method]response.get-headers")
export declare function headersOfResponse(response: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[static]response.consume-body")
export declare function consumeResponse(response: i32, result: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.3.0", "[resource-drop]response")
export declare function dropResponse(response: i32): void;

/** What `handle` returns: 0 and a response, or 1 and an error-code, as numbers. */
// @ts-ignore: decorator
@external("[export]wasi:http/handler@0.3.0", "[task-return]handle")
export declare function returnResponse(tag: i32, a: i32, b: i32, c: i64, d: i32, e: i32, f: i32, g: i32): void;
