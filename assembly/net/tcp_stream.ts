import { takeDirect } from "../core/frame";
import { Promise } from "../core/promise";
import { Permits } from "../sync/permits";
import { timeout } from "../task/deadline";
import { TimeoutError } from "../task/errors";
import { Errno } from "../wasi/errno";
import { encode } from "../wasi/utf8";
import { HostPort, SocketAddress, splitAddress } from "./address";
import { connectToAny } from "./connect";
import { Connection } from "./contract";
import { NetError } from "./error";
import { connect } from "./host";
import { TcpHalves } from "./halves";
import { IdleTimer } from "./idle";
import { lookupHost } from "./lookup";

/** How `TcpStream.connect` connects. */
export class ConnectOptions {
  /** How long all of it may take, in milliseconds, the look-up included; 0: as long as the system tries. */
  timeout: f64 = 0;
  /** How long one address is tried before the next one is, too, in milliseconds (RFC 8305, "Connection Attempt Delay"). */
  attemptDelay: f64 = 250;
}

/**
 * A TCP connection. A read and a write may be under way at the same time; reads are done in the order in which they were
 * asked for, and so are writes. Whoever has it closes it.
 *
 * All methods that return a promise are rejected with a `NetError`: ECONNRESET if the other end is gone, EPIPE if it does
 * not read any more, ETIMEDOUT after `setIdleTimeout`, ECANCELED if `close` came in between, EBADF after it.
 *
 * @example
 * const peer = await TcpStream.connect("example.com:80", { timeout: 5000 });
 * await peer.write("GET / HTTP/1.0\r\n\r\n");
 * for (let n = await peer.read(buffer); n > 0; n = await peer.read(buffer)) ...
 * await peer.close();
 */
export class TcpStream {
  private idle: IdleTimer | null = null;
  private closed: bool = false;

  /** @param permits where it gives one back when it is closed: those of a listener with a limit */
  constructor(private readonly connection: Connection, private readonly permits: Permits | null = null) {}

  /**
   * Connects to `HOST:PORT`. A name is looked up; its addresses are tried one after the other, each next one after
   * `attemptDelay` or a failure, IPv6 and IPv4 in turn, until one answers (RFC 8305, "Happy Eyeballs").
   * Rejected with a `NetError`: ECONNREFUSED if nothing listens there, ENOTFOUND if the name does not resolve, ETIMEDOUT
   * after `timeout`, EACCES or EPERM without permission for the network, ENOTSUP on a target that cannot connect.
   */
  static async connect(address: string, options: ConnectOptions = new ConnectOptions()): Promise<TcpStream> {
    const parts = splitAddress(address, "connect"), limit = options.timeout;
    if (limit <= 0) return new TcpStream(await open(parts, options.attemptDelay));
    try {
      return new TcpStream(await timeout(open(parts, options.attemptDelay), limit));
    } catch (e) {
      if (e instanceof TimeoutError) throw new NetError(Errno.TIMEDOUT, "connect", address);
      throw e;
    }
  }

  /** This end; not known (`isKnown`) under `wasip1`. */
  get localAddress(): SocketAddress { return this.connection.localAddress(); }

  /** The other end; not known (`isKnown`) under `wasip1`. */
  get peerAddress(): SocketAddress { return this.connection.peerAddress(); }

  /** Whether it is closed, by `close` or for its silence. */
  get isClosed(): bool { return this.closed; }

  /**
   * Reads up to as many bytes as `bytes` has room for, as soon as there are any.
   * @returns how many were read; 0 at the end
   */
  read(bytes: Uint8Array): Promise<i32> { return this.connection.read(bytes); }

  /**
   * Writes all of `data`: a string (as UTF-8), a `Uint8Array` or an `ArrayBuffer`. The bytes must not change before it is
   * done. Fulfilled when the host has taken everything: awaiting that is back-pressure.
   */
  write<T>(data: T): Promise<void> {
    if (isString<T>()) {
      const bytes = encode(changetype<string>(data));
      return this.connection.write(bytes, changetype<usize>(bytes), bytes.byteLength);
    } else if (data instanceof Uint8Array) {
      return this.connection.write(data.buffer, data.dataStart, data.byteLength);
    } else if (data instanceof ArrayBuffer) {
      return this.connection.write(data, changetype<usize>(data), data.byteLength);
    } else ERROR("A string, a Uint8Array or an ArrayBuffer is expected.");
  }

  /** `write` by the name that it has where `write` may take less than all, as in Rust. */
  writeAll<T>(data: T): Promise<void> { return this.write<T>(data); }

  /** Half-close: after what was written before, the other end reads the end. This one can go on reading. */
  shutdown(): Promise<void> { return this.connection.shutdown(); }

  /** Two halves, for a task that reads and one that writes. The stream is closed when both of them are. */
  split(): TcpHalves { return new TcpHalves(this); }

  /**
   * Whether small writes are sent at once instead of being collected for a moment (`TCP_NODELAY`).
   * @returns whether the host can: under `wasip1` it cannot
   */
  setNoDelay(on: bool = true): bool { return this.connection.setNoDelay(on); }

  /**
   * Has the system find out whether the other end is still there, after a silence.
   * @param ms that silence, in milliseconds; 0: no longer
   * @returns whether the host can: under `wasip1` it cannot
   */
  setKeepAlive(ms: f64): bool { return this.connection.setKeepAlive(<i32>Math.ceil(min(max(ms, 0), 2e9) / 1000)); }

  /**
   * Closes the connection when no byte has gone in or out for `ms` milliseconds: what is pending, and later calls, are
   * rejected with ETIMEDOUT. 0: no longer.
   */
  setIdleTimeout(ms: f64): void {
    this.stopIdle();
    if (ms > 0 && !this.closed) this.idle = new IdleTimer(this, ms);
  }

  /** Closes it. What is pending is rejected with ECANCELED: await writes first. A second call does nothing. */
  close(): Promise<void> { return this.end(Errno.CANCELED); }

  private end(reason: i32): Promise<void> {
    const direct = takeDirect();
    if (!this.closed) {
      this.closed = true;
      this.stopIdle();
      const permits = this.permits;
      if (permits !== null) permits.give(1);
    }
    __direct = direct;
    return this.connection.close(reason);
  }

  private stopIdle(): void {
    const idle = this.idle;
    this.idle = null;
    if (idle !== null) idle.stop();
  }

  get __lastActive(): i64 { return this.connection.lastActive(); }

  /** It has been silent for too long. */
  __expire(): void {
    this.idle = null;
    this.end(Errno.TIMEDOUT).catch((_) => {});
  }
}

async function open(to: HostPort, attemptDelay: f64): Promise<Connection> {
  return await connectToAny(await lookupHost(to, "connect"), attemptDelay, connect);
}
