// `wasi:http` 0.2: messages that come in and go out. Results go to a cell, which 56 bytes are enough for:
//
//    0       4          8          16         24
//   ┌───────┬──────────┬──────────┐
//   │ 0: ok │ handle   │                                 of `consume`, `stream`, `body`, `write`
//   ├───────┼──────────┼──────────┤
//   │ some  │ pointer  │ length   │                      a text that there may be
//   ├───────┼──────────┼──────────┤
//   │ 0: ok │          │ handle, or an error-code        of `finish` and of `handle`
//   ├───────┼──────────┼──────────┬──────────┐
//   │ some  │          │ 0: ok    │ 0: ok    │ handle, or an error-code       of `get`; of trailers: 1 and, at 28, a handle
//   └───────┴──────────┴──────────┴──────────┘
//
// An error-code is 32 bytes: `http/component/error_code.ts`.

// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[constructor]fields")
export declare function newFields(): i32;
/** Adds a field: 0, or 1 and a header-error. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]fields.append")
export declare function appendField(
  fields: i32, name: usize, nameLength: usize, value: usize, valueLength: usize, cell: usize,
): void;
/** All fields: a list, pointer and length, of 16 bytes each: name and value, pointer and length of both. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]fields.entries")
export declare function entriesOf(fields: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[resource-drop]fields")
export declare function dropFields(fields: i32): void;

/** A number, and at 4 a text if it is the last one. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-request.method")
export declare function methodOf(request: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-request.path-with-query")
export declare function targetOf(request: i32, cell: usize): void;
/** 1 and, at 4, the number of a scheme: 0 HTTP, 1 HTTPS. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-request.scheme")
export declare function schemeOf(request: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-request.authority")
export declare function authorityOf(request: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-request.headers")
export declare function headersOf(request: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-request.consume")
export declare function consumeRequest(request: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[resource-drop]incoming-request")
export declare function dropRequest(request: i32): void;

// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-body.stream")
export declare function streamOf(body: i32, cell: usize): void;
/** Gives a body up for what comes behind it. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[static]incoming-body.finish")
export declare function finishIncoming(body: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[resource-drop]incoming-body")
export declare function dropIncomingBody(body: i32): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]future-trailers.subscribe")
export declare function subscribeTrailers(future: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]future-trailers.get")
export declare function getTrailers(future: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[resource-drop]future-trailers")
export declare function dropTrailers(future: i32): void;

// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[constructor]outgoing-response")
export declare function newResponse(fields: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]outgoing-response.set-status-code")
export declare function setStatus(response: i32, status: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]outgoing-response.body")
export declare function bodyOfResponse(response: i32, cell: usize): void;
/** Sends the head of a response: `tag` 0; the others are what an error would need. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[static]response-outparam.set")
export declare function setResponse(
  out: i32, tag: i32, response: i32, b: i32, c: i64, d: i32, e: i32, f: i32, g: i32,
): void;

// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]outgoing-body.write")
export declare function outputOf(body: i32, cell: usize): void;
/** Ends a body, without trailers: `some` 0. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[static]outgoing-body.finish")
export declare function finishOutgoing(body: i32, some: i32, trailers: i32, cell: usize): void;
/** Cuts a body short. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[resource-drop]outgoing-body")
export declare function dropOutgoingBody(body: i32): void;

/** What HTTP says of an error of a stream: 1 and, at 8, an error-code. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "http-error-code")
export declare function errorCodeOf(error: i32, cell: usize): void;
