// `wasi:http` 0.2: requests to others. Results are as in `http.ts`; those without a value are 0 or 1.

// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[constructor]outgoing-request")
export declare function newRequest(fields: i32): i32;
/** Sets the method: its number, and a text if that is the last one. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]outgoing-request.set-method")
export declare function setMethod(request: i32, tag: i32, start: usize, length: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]outgoing-request.set-path-with-query")
export declare function setTarget(request: i32, some: i32, start: usize, length: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]outgoing-request.set-scheme")
export declare function setScheme(request: i32, some: i32, tag: i32, start: usize, length: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]outgoing-request.set-authority")
export declare function setAuthority(request: i32, some: i32, start: usize, length: usize): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]outgoing-request.body")
export declare function bodyOfRequest(request: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[resource-drop]outgoing-request")
export declare function dropOutgoingRequest(request: i32): void;

// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[constructor]request-options")
export declare function newOptions(): i32;
/** Nanoseconds. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]request-options.set-connect-timeout")
export declare function setConnectTimeout(options: i32, some: i32, nanoseconds: i64): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]request-options.set-first-byte-timeout")
export declare function setFirstByteTimeout(options: i32, some: i32, nanoseconds: i64): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]request-options.set-between-bytes-timeout")
export declare function setBetweenBytesTimeout(options: i32, some: i32, nanoseconds: i64): i32;

/** Sends the head of a request. Request and options are the host's then. */
// @ts-ignore: decorator
@external("wasi:http/outgoing-handler@0.2.12", "handle")
export declare function handle(request: i32, some: i32, options: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]future-incoming-response.subscribe")
export declare function subscribeResponse(future: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]future-incoming-response.get")
export declare function getResponse(future: i32, cell: usize): void;
/** Calls the request off, if its response was not taken. */
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[resource-drop]future-incoming-response")
export declare function dropFutureResponse(future: i32): void;

// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-response.status")
export declare function statusOf(response: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-response.headers")
export declare function headersOfResponse(response: i32): i32;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[method]incoming-response.consume")
export declare function consumeResponse(response: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:http/types@0.2.12", "[resource-drop]incoming-response")
export declare function dropIncomingResponse(response: i32): void;
