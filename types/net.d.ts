// The network. What every function does on which target: docs/net.md.

import type { IOError } from "./index.js";

/** An IP address and a port, as Node's `net.SocketAddress`. */
export class SocketAddress {
  private constructor();
  /** Reads `127.0.0.1:8080` or `[::1]:8080`. Throws a `NetError` (EINVAL) if it is no address, or a name. */
  static parse(text: string): SocketAddress;
  readonly port: i32;
  /** The address without the port: "127.0.0.1", "::1"; empty if it is unknown. */
  get address(): string;
  /** "ipv4" or "ipv6"; empty if it is unknown. */
  get family(): string;
  /** Whether the host has told it: under `wasip1` it does not. */
  get isKnown(): bool;
  /** "127.0.0.1:8080", "[::1]:8080", "unknown address". */
  toString(): string;
}

/** What the network, or the host, refused. The message ends with what to do about it. */
export class NetError extends IOError {
  constructor(errno: i32, syscall: string, subject: string, remedy?: string);
  /** What to do about it; may be empty. */
  readonly remedy: string;
}

/**
 * The addresses of a name, in the order in which the system would try them; an IP address is its own.
 * @param port that they are to have
 * Rejected with a `NetError`: ENOTFOUND if the name does not resolve, EACCES or EPERM without permission for the network,
 * ENOTSUP on a target that cannot ask: `wasip1`.
 */
export function lookup(name: string, port?: i32): Promise<SocketAddress[]>;

/** How `TcpListener.bind` listens. */
export class ListenOptions {
  /** How many connections may wait to be accepted; a hint to the system. 511 if left out. */
  backlog?: i32;
  /** How many accepted connections may be open at a time; `accept` waits for one of them to be closed. 0: any number. */
  maxConnections?: i32;
}

/**
 * Accepts TCP connections. Under `wasip1` it takes the next listening socket that the host has passed in
 * (`pollen run --listen`), whatever the address.
 */
export class TcpListener {
  private constructor();
  /**
   * Listens at `HOST:PORT`; with port 0 the system takes one that is free, which `address` tells.
   * Rejected with a `NetError`: EADDRINUSE if something listens there, EADDRNOTAVAIL if it is no address of this machine, or
   * if the host has passed in no socket, EACCES or EPERM without permission for the network or the port.
   */
  static bind(address: string, options?: ListenOptions): Promise<TcpListener>;
  /** Where it listens; not known (`isKnown`) under `wasip1`. */
  get address(): SocketAddress;
  /** Whether `close` was called. */
  get isClosed(): bool;
  /**
   * Accepts the next connection; with a limit, as soon as there is room for it.
   * Rejected with a `NetError`: ECANCELED if `close` comes in between, EBADF after it.
   */
  accept(): Promise<TcpStream>;
  /** The connections, one by one, up to `close`. */
  [Symbol.asyncIterator](): Connections;
  /** Stops listening. Connections that were accepted stay open. */
  close(): Promise<void>;
}

/** The connections that a listener accepts, as an async iterator. Ends when the listener is closed. */
export class Connections implements AsyncIterableIterator<TcpStream> {
  private constructor();
  next(): Promise<IteratorResult<TcpStream>>;
  [Symbol.asyncIterator](): Connections;
}

/** How `TcpStream.connect` connects. */
export class ConnectOptions {
  /** How long all of it may take, in milliseconds, the look-up included; 0: as long as the system tries. */
  timeout?: f64;
  /** How long one address is tried before the next one is, too, in milliseconds (RFC 8305). 250 if left out. */
  attemptDelay?: f64;
}

/**
 * A TCP connection. A read and a write may be under way at the same time. Promises are rejected with a `NetError`:
 * ECONNRESET if the other end is gone, EPIPE if it does not read any more, ETIMEDOUT after `setIdleTimeout`, ECANCELED if
 * `close` came in between, EBADF after it.
 */
export class TcpStream {
  private constructor();
  /**
   * Connects to `HOST:PORT`. Of several addresses of a name the first that answers is taken (RFC 8305).
   * Rejected with a `NetError`: ECONNREFUSED if nothing listens there, ENOTFOUND if the name does not resolve, ETIMEDOUT
   * after `timeout`, EACCES or EPERM without permission for the network, ENOTSUP on a target that cannot connect.
   */
  static connect(address: string, options?: ConnectOptions): Promise<TcpStream>;
  /** This end; not known (`isKnown`) under `wasip1`. */
  get localAddress(): SocketAddress;
  /** The other end; not known (`isKnown`) under `wasip1`. */
  get peerAddress(): SocketAddress;
  /** Whether it is closed, by `close` or for its silence. */
  get isClosed(): bool;
  /**
   * Reads up to as many bytes as `bytes` has room for, as soon as there are any.
   * @returns how many were read; 0 at the end
   */
  read(bytes: Uint8Array): Promise<i32>;
  /**
   * Writes all of `data`, a string as UTF-8. The bytes must not change before it is done. Fulfilled when the host has
   * taken everything: awaiting that is back-pressure.
   */
  write(data: string | Uint8Array | ArrayBuffer): Promise<void>;
  /** `write` by the name that it has where `write` may take less than all, as in Rust. */
  writeAll(data: string | Uint8Array | ArrayBuffer): Promise<void>;
  /** Half-close: after what was written before, the other end reads the end. This one can go on reading. */
  shutdown(): Promise<void>;
  /** Two halves, for a task that reads and one that writes. The stream is closed when both of them are. */
  split(): TcpHalves;
  /**
   * Whether small writes are sent at once instead of being collected for a moment (`TCP_NODELAY`).
   * @returns whether the host can: under `wasip1` it cannot
   */
  setNoDelay(on?: bool): bool;
  /**
   * Has the system find out whether the other end is still there, after a silence.
   * @param ms that silence, in milliseconds; 0: no longer
   * @returns whether the host can: under `wasip1` it cannot
   */
  setKeepAlive(ms: f64): bool;
  /**
   * Closes the connection when no byte has gone in or out for `ms` milliseconds: what is pending, and later calls, are
   * rejected with ETIMEDOUT. 0: no longer.
   */
  setIdleTimeout(ms: f64): void;
  /** Closes it. What is pending is rejected with ECANCELED: await writes first. */
  close(): Promise<void>;
}

/** The two halves of a connection. */
export class TcpHalves {
  private constructor();
  readonly reader: TcpReader;
  readonly writer: TcpWriter;
}

/** The half of a connection that reads. */
export class TcpReader {
  private constructor();
  /** As `TcpStream.read`. */
  read(bytes: Uint8Array): Promise<i32>;
  /** No longer reads. The connection is closed once the other half is. */
  close(): Promise<void>;
}

/** The half of a connection that writes. */
export class TcpWriter {
  private constructor();
  /** As `TcpStream.write`. */
  write(data: string | Uint8Array | ArrayBuffer): Promise<void>;
  /** Half-close: the other end reads the end. The connection is closed once the other half is. */
  close(): Promise<void>;
}

/** Sends and receives datagrams. */
export class UdpSocket {
  private constructor();
  /**
   * Opens a socket at `HOST:PORT`; with port 0 the system takes one that is free.
   * Rejected with a `NetError`: EADDRINUSE if the port is taken, EADDRNOTAVAIL if it is no address of this machine, EACCES or
   * EPERM without permission for the network, ENOTSUP on a target that has no datagrams: `wasip1`.
   */
  static bind(address: string): Promise<UdpSocket>;
  /** What it is bound to. */
  get localAddress(): SocketAddress;
  /** Receives one datagram. Bytes that `bytes` has no room for are lost. */
  receive(bytes: Uint8Array): Promise<Datagram>;
  /** Sends `data`, a string as UTF-8, as one datagram. That it arrives is not certain. Rejected with EMSGSIZE. */
  send(data: string | Uint8Array | ArrayBuffer, to: SocketAddress): Promise<void>;
  /** Closes it. What is pending is rejected with ECANCELED. */
  close(): Promise<void>;
}

/** A datagram that was received. */
export class Datagram {
  private constructor();
  /** How many bytes it has, those that did not fit left out. */
  readonly length: i32;
  /** Who sent it. */
  readonly from: SocketAddress;
}
