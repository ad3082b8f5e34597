// What all sockets of WASIX have in common: how they come into being, and where they are.
import { Errno } from "../../wasi/errno";
import { fd_close } from "../../wasi/preview1";
import { SocketAddress, unknownAddress } from "../address";
import { NetError } from "../error";
import { familyOf, loadAddress, storeAddress } from "./address";
import {
  errnoOf, Protocol, resolve, sock_addr_local, sock_bind, sock_open, sock_set_opt_flag, SocketOption, SocketType,
} from "./imports";

/** An address, and in front of it a result. */
// @ts-ignore: decorator
@lazy const cell = memory.data(8 + 20, 8);
// @ts-ignore: decorator
@lazy const LOOPBACK = memory.data<u8>([0x31, 0x32, 0x37, 0x2e, 0x30, 0x2e, 0x30, 0x2e, 0x31]); // 127.0.0.1

/** Opens a socket of the family of an address. Throws a `NetError`. */
export function openSocket(address: SocketAddress, type: SocketType, syscall: string, subject: string): i32 {
  const protocol = type == SocketType.STREAM ? Protocol.TCP : Protocol.UDP;
  const errno = errnoOf(sock_open(familyOf(address), type, protocol, cell));
  if (errno) throw refusal(errno, syscall, subject);
  return load<i32>(cell);
}

/** Opens a socket that is bound to an address. Throws a `NetError`. */
export function openBound(address: SocketAddress, type: SocketType, subject: string): i32 {
  const fd = openSocket(address, type, "bind", subject);
  // A server that starts again gets the port though connections of the last one linger on.
  if (type == SocketType.STREAM) sock_set_opt_flag(fd, SocketOption.REUSE_ADDRESS, 1);
  const errno = errnoOf(sock_bind(fd, addressIn(address)));
  if (!errno) return fd;
  fd_close(fd);
  throw refusal(errno, "bind", subject);
}

/** An address in memory, until the next call. */
export function addressIn(address: SocketAddress): usize {
  storeAddress(cell + 8, address);
  return cell + 8;
}

/** What a socket is bound to. */
export function localAddressOf(fd: i32): SocketAddress {
  return sock_addr_local(fd, cell + 8) ? unknownAddress() : loadAddress(cell + 8);
}

/** The error of a call that wasmer refuses. Without `--net` its numbers, ENOTSUP and EIO, do not say why. */
export function refusal(errno: i32, syscall: string, subject: string): NetError {
  const isVague = errno == Errno.NOTSUP || errno == Errno.IO;
  if (isVague && !hasNetwork()) return new NetError(Errno.PERM, syscall, subject, "Give the program the network: wasmer run --net");
  return new NetError(errno, syscall, subject);
}

/** Whether the host gives the program the network: then it "resolves" an address, without asking anybody. */
export function hasNetwork(): bool {
  return !resolve(LOOPBACK, 9, 0, cell + 8, 1, cell);
}
