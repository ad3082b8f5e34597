// `wasi:sockets/udp`. Results go to a cell: 0 and what is named, or 1 and an error-code, at 4 where something is named and at 1
// where nothing is; at 8 where that is 64 bits long. An address is flat where it goes in, and 32 bytes in memory:
// `net/component/address.ts`.

/** Creates a socket of a family (0: IPv4, 1: IPv6); at 4. */
// @ts-ignore: decorator
@external("wasi:sockets/udp-create-socket@0.2.12", "create-udp-socket")
export declare function createUdp(family: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]udp-socket.start-bind")
export declare function startBind(
  socket: i32, network: i32, tag: i32, port: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32, h: i32, i: i32, j: i32, cell: usize,
): void;
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]udp-socket.finish-bind")
export declare function finishBind(socket: i32, cell: usize): void;
/** What comes in and what goes out, from and to everybody (`some` is 0): at 4 and 8. */
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]udp-socket.stream")
export declare function streams(
  socket: i32, some: i32, tag: i32, port: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32, h: i32, i: i32, j: i32, cell: usize,
): void;
/** An address, at 4. */
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]udp-socket.local-address")
export declare function localAddress(socket: i32, cell: usize): void;
/** A pollable that is ready when what was started can be finished. */
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]udp-socket.subscribe")
export declare function subscribeUdp(socket: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[resource-drop]udp-socket")
export declare function dropUdp(socket: i32): void;

//    0         4         8
//   ┌─────────┬─────────┬──────────────────────────┐
//   │ pointer │ length  │ address, 32 bytes        │      incoming-datagram, 40 bytes
//   ├─────────┼─────────┼─────────┬────────────────┤
//   │ pointer │ length  │ 1: some │ address at 12  │      outgoing-datagram, 44 bytes
//   └─────────┴─────────┴─────────┴────────────────┘

/** Up to `most` datagrams, none if there are none: a list, pointer at 4 and length at 8. */
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]incoming-datagram-stream.receive")
export declare function receive(stream: i32, most: i64, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]incoming-datagram-stream.subscribe")
export declare function subscribeIncoming(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[resource-drop]incoming-datagram-stream")
export declare function dropIncoming(stream: i32): void;
/** How many datagrams may be sent; at 8. */
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]outgoing-datagram-stream.check-send")
export declare function checkSend(stream: i32, cell: usize): void;
/** Sends a list of datagrams; how many were, at 8. */
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]outgoing-datagram-stream.send")
export declare function send(stream: i32, list: usize, length: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[method]outgoing-datagram-stream.subscribe")
export declare function subscribeOutgoing(stream: i32): i32;
// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.12", "[resource-drop]outgoing-datagram-stream")
export declare function dropOutgoing(stream: i32): void;
