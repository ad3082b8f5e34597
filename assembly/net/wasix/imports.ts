// The imports of `wasix_32v1` that the network calls, and what goes with them. Source: wasmer's `wasix-types`; the results
// are error numbers, those of WASI and three more.
import { Errno } from "../../wasi/errno";

// @ts-ignore: decorator
@external("wasix_32v1", "sock_open")
export declare function sock_open(family: i32, type: i32, protocol: i32, fd: usize): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_bind")
export declare function sock_bind(fd: i32, address: usize): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_listen")
export declare function sock_listen(fd: i32, backlog: i32): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_accept_v2")
export declare function sock_accept_v2(fd: i32, flags: i32, accepted: usize, address: usize): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_connect")
export declare function sock_connect(fd: i32, address: usize): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_addr_local")
export declare function sock_addr_local(fd: i32, address: usize): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_addr_peer")
export declare function sock_addr_peer(fd: i32, address: usize): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_recv_from")
export declare function sock_recv_from(
  fd: i32, vectors: usize, count: i32, flags: i32, received: usize, outFlags: usize, address: usize,
): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_send_to")
export declare function sock_send_to(fd: i32, vectors: usize, count: i32, flags: i32, address: usize, sent: usize): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_set_opt_flag")
export declare function sock_set_opt_flag(fd: i32, option: i32, on: i32): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "sock_get_opt_size")
export declare function sock_get_opt_size(fd: i32, option: i32, value: usize): i32;
// @ts-ignore: decorator
@external("wasix_32v1", "resolve")
export declare function resolve(name: usize, length: usize, port: u32, addresses: usize, room: u32, count: usize): i32;

export const enum Family { IPV4 = 1, IPV6 = 2 }
export const enum SocketType { STREAM = 1, DGRAM = 2 }
export const enum Protocol { TCP = 6, UDP = 17 }
export const enum SocketOption { REUSE_ADDRESS = 2, NO_DELAY = 3, LAST_ERROR = 11, KEEP_ALIVE = 12 }

/** WASI's number of one of WASIX's errors. */
export function errnoOf(wasix: i32): i32 {
  switch (wasix) {
    case 77 /* shut down */: return Errno.PIPE;
    case 78 /* memory violation */: return Errno.INVAL;
    case 79 /* unknown */: return Errno.IO;
    default: return wasix;
  }
}
