// `wasi:sockets` 0.3, TCP. Results go to a cell: 0 and, at 4, what is named; or 1 and, at 4, an error-code (`errors.ts`). An
// address is flat where it goes in, and 32 bytes in memory: `net/component/address.ts`. Async calls return a status:
// `component/waitable.ts`.

/** Creates a socket of a family (0: IPv4, 1: IPv6). */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[static]tcp-socket.create")
export declare function createTcp(family: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.bind")
export declare function bindTcp(
  socket: i32, tag: i32, port: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32, h: i32, i: i32, j: i32, cell: usize,
): void;
/** Connects. `params`: the socket, and at 4 the address. */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[async-lower][method]tcp-socket.connect")
export declare function connectTcp(params: usize, cell: usize): i32;
/** A stream of sockets. */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.listen")
export declare function listenTcp(socket: i32, cell: usize): void;
/** Has a stream sent, and returns a future of its error: of a result. */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.send")
export declare function sendTcp(socket: i32, stream: i32): i32;
/** A stream, and at 4 a future of its error. */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.receive")
export declare function receiveTcp(socket: i32, cell: usize): void;
/** An address. */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.get-local-address")
export declare function localTcp(socket: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.get-remote-address")
export declare function remoteTcp(socket: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.set-listen-backlog-size")
export declare function setBacklog(socket: i32, size: i64, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.set-keep-alive-enabled")
export declare function setKeepAlive(socket: i32, on: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]tcp-socket.set-keep-alive-idle-time")
export declare function setKeepAliveTime(socket: i32, nanoseconds: i64, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[resource-drop]tcp-socket")
export declare function dropTcp(socket: i32): void;

// The stream of `listen`: handles of sockets.
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[async-lower][stream-read-0][method]tcp-socket.listen")
export declare function readAccepted(stream: i32, at: usize, count: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[stream-cancel-read-0][method]tcp-socket.listen")
export declare function cancelAccepted(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[stream-drop-readable-0][method]tcp-socket.listen")
export declare function dropAccepted(stream: i32): void;

// The stream of `receive`, and its future.
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[async-lower][stream-read-0][method]tcp-socket.receive")
export declare function readReceived(stream: i32, at: usize, count: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[stream-cancel-read-0][method]tcp-socket.receive")
export declare function cancelReceived(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[stream-drop-readable-0][method]tcp-socket.receive")
export declare function dropReceived(stream: i32): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[async-lower][future-read-1][method]tcp-socket.receive")
export declare function readReceiveError(future: i32, cell: usize): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[future-cancel-read-1][method]tcp-socket.receive")
export declare function cancelReceiveError(future: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[future-drop-readable-1][method]tcp-socket.receive")
export declare function dropReceiveError(future: i32): void;

// The stream of `send`, and its future. Of a new stream the lower half is the end that is given away.
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[stream-new-0][method]tcp-socket.send")
export declare function newSent(): i64;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[async-lower][stream-write-0][method]tcp-socket.send")
export declare function writeSent(stream: i32, at: usize, count: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[stream-cancel-write-0][method]tcp-socket.send")
export declare function cancelSent(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[stream-drop-writable-0][method]tcp-socket.send")
export declare function dropSent(stream: i32): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[async-lower][future-read-1][method]tcp-socket.send")
export declare function readSendError(future: i32, cell: usize): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[future-cancel-read-1][method]tcp-socket.send")
export declare function cancelSendError(future: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[future-drop-readable-1][method]tcp-socket.send")
export declare function dropSendError(future: i32): void;
