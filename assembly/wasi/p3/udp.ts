// `wasi:sockets` 0.3, UDP. As in `tcp.ts`.

/** Creates a socket of a family (0: IPv4, 1: IPv6). */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[static]udp-socket.create")
export declare function createUdp(family: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]udp-socket.bind")
export declare function bindUdp(
  socket: i32, tag: i32, port: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32, h: i32, i: i32, j: i32, cell: usize,
): void;
/** Sends a datagram. `params`: the socket, pointer, length, 1 for "some", and at 16 the address. */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[async-lower][method]udp-socket.send")
export declare function sendUdp(params: usize, cell: usize): i32;
/** Receives a datagram: a list, pointer and length, and at 12 the address. The host asks for the memory of the list. */
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[async-lower][method]udp-socket.receive")
export declare function receiveUdp(socket: i32, cell: usize): i32;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[method]udp-socket.get-local-address")
export declare function localUdp(socket: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:sockets/types@0.3.0", "[resource-drop]udp-socket")
export declare function dropUdp(socket: i32): void;
