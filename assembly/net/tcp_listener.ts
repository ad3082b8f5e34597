import { completed } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { sleep } from "../core/sleep";
import { Permits } from "../sync/permits";
import { Errno } from "../wasi/errno";
import { SocketAddress, splitAddress } from "./address";
import { Connections } from "./connections";
import { Connection, Listener } from "./contract";
import { NetError } from "./error";
import { listen } from "./host";
import { lookupHost } from "./lookup";
import { TcpStream } from "./tcp_stream";

/** How `TcpListener.bind` listens. */
export class ListenOptions {
  /** How many connections may wait to be accepted; a hint to the system. */
  backlog: i32 = 511;
  /** How many accepted connections may be open at a time; `accept` waits for one of them to be closed. 0: any number. */
  maxConnections: i32 = 0;
}

/** For how long `accept` waits when the host is out of descriptors, in milliseconds: twice as long each time. */
const FIRST_PAUSE: f64 = 5, LONGEST_PAUSE: f64 = 1000;

/**
 * Accepts TCP connections.
 *
 * Under `wasip1` it takes the next listening socket that the host has passed in (`pollen run --listen`), whatever the
 * address: preview1 can neither make a socket nor tell where one listens.
 *
 * @example
 * const listener = await TcpListener.bind("127.0.0.1:7000", { maxConnections: 1000 });
 * for await (const peer of listener) spawn(serve(peer));
 */
export class TcpListener {
  private closed: bool = false;
  private readonly permits: Permits;

  private constructor(private readonly listener: Listener, maxConnections: i32) {
    this.permits = new Permits(maxConnections > 0 ? maxConnections : i32.MAX_VALUE);
  }

  /**
   * Listens at `HOST:PORT`; with port 0 the system takes one that is free, which `address` tells.
   * Rejected with a `NetError`: EADDRINUSE if something listens there, EADDRNOTAVAIL if it is no address of this machine, or
   * if the host has passed in no socket, EACCES or EPERM without permission for the network or the port.
   */
  static async bind(address: string, options: ListenOptions = new ListenOptions()): Promise<TcpListener> {
    const addresses = await lookupHost(splitAddress(address, "bind"), "bind");
    return new TcpListener(await listen(addresses[0], address, options.backlog), options.maxConnections);
  }

  /** Where it listens; not known (`isKnown`) under `wasip1`. */
  get address(): SocketAddress { return this.listener.localAddress(); }

  /** Whether `close` was called. */
  get isClosed(): bool { return this.closed; }

  /**
   * Accepts the next connection; with a limit, as soon as there is room for it. Connections that end before they are
   * accepted are passed over; a host that is out of descriptors is asked again until it has one.
   * Rejected with a `NetError`: ECANCELED if `close` comes in between, EBADF after it; EINVAL once the host listens no more.
   */
  async accept(): Promise<TcpStream> {
    await this.room();
    try {
      return new TcpStream(await this.acceptNext(), this.permits);
    } catch (e) {
      this.permits.give(1);
      throw e;
    }
  }

  /** The connections, one by one, up to `close`. */
  [Symbol.asyncIterator](): Connections { return new Connections(this); }

  /** Stops listening. Connections that were accepted stay open. A second call does nothing. */
  close(): Promise<void> {
    const direct = takeDirect();
    if (!this.closed) {
      this.closed = true;
      this.permits.give(this.permits.length); // those who wait for room are to learn of it
    }
    __direct = direct;
    return this.listener.close();
  }

  /** Waits until one more connection may be open. */
  private room(): Promise<Object> {
    const direct = takeDirect();
    if (isCancelled()) return cancelled<Object>();
    if (this.permits.tryTake(1)) return completed<Object>(direct, this);
    return this.permits.claim(1, this, direct);
  }

  private async acceptNext(): Promise<Connection> {
    let pause = FIRST_PAUSE;
    while (true) {
      try {
        return await this.listener.accept();
      } catch (e) {
        if (!(e instanceof NetError)) throw e;
        const errno = (e as NetError).errno;
        if (errno == Errno.CONNABORTED) continue;
        if (errno == Errno.INVAL) await this.close(); // the host was told to stop: so are loops
        if (errno != Errno.MFILE && errno != Errno.NFILE && errno != Errno.NOBUFS && errno != Errno.NOMEM) throw e;
      }
      await sleep(pause);
      pause = min(pause * 2, LONGEST_PAUSE);
    }
  }
}
