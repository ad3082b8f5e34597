// `wasi:sockets/tcp`. Results go to a cell: 0 and what is named, or 1 and an error-code, at 4 where something is named and at 1
// where nothing is. An address is flat where it goes in, and 32 bytes where it comes out: `component/address.ts`.

/** Creates a socket of a family (0: IPv4, 1: IPv6); at 4. */
// @ts-ignore: decorator
@external("wasi:sockets/tcp-create-socket@0.2.12", "create-tcp-socket")
export declare function createTcp(family: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.start-bind")
export declare function startBind(
  socket: i32, network: i32, tag: i32, port: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32, h: i32, i: i32, j: i32, cell: usize,
): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.finish-bind")
export declare function finishBind(socket: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.start-listen")
export declare function startListen(socket: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.finish-listen")
export declare function finishListen(socket: i32, cell: usize): void;
/** A connection: its socket, its input and its output, at 4, 8 and 12. */
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.accept")
export declare function accept(socket: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.start-connect")
export declare function startConnect(
  socket: i32, network: i32, tag: i32, port: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32, h: i32, i: i32, j: i32, cell: usize,
): void;
/** Its input and its output, at 4 and 8. */
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.finish-connect")
export declare function finishConnect(socket: i32, cell: usize): void;
/** An address, at 4. */
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.local-address")
export declare function localAddress(socket: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.remote-address")
export declare function remoteAddress(socket: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.set-listen-backlog-size")
export declare function setBacklog(socket: i32, size: i64, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.set-keep-alive-enabled")
export declare function setKeepAlive(socket: i32, on: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.set-keep-alive-idle-time")
export declare function setKeepAliveTime(socket: i32, nanoseconds: i64, cell: usize): void;
/** A pollable that is ready when what was started can be finished, or a connection accepted. */
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.subscribe")
export declare function subscribeTcp(socket: i32): i32;
/** Ends receiving (0), sending (1) or both (2). */
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[method]tcp-socket.shutdown")
export declare function shutdown(socket: i32, what: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.12", "[resource-drop]tcp-socket")
export declare function dropTcp(socket: i32): void;
