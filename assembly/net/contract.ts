// What a back end of the network offers: one folder or file a target beside this one, picked by `host.ts`. It has sockets,
// and no policy: timeouts, limits, names tried one after the other are the business of the public classes.
//
// Everything here is in the style of completion: a call starts something, and its promise is settled when that is done. A
// host that tells readiness (`poll_oneoff`, `wasi:io/poll`) and one that tells completion (WASI 0.3) both fit.
//
// A back end keeps these rules:
//
//   cancellation   A promise that waits for the host is an operation (`core/operation.ts`) of the current context, or of
//                  an async function that awaits one. Once it is called off nothing is taken from the host: not a
//                  connection, not a byte. A connection that was accepted or made, and that nobody gets, is closed.
//   direct         A promise may be awaited on the spot: functions that are not async begin with `takeDirect()`. Nothing
//                  that might take the mark runs between the user's call and that of the back end.
//   order          Reads are done in the order in which they were asked for, and so are writes; `shutdown` comes after the
//                  writes before it. A read and a write may be under way at the same time.
//   errors         Rejections are `NetError`s with WASI's error numbers, whatever the host's own are. The end of what a
//                  connection gives is a read of 0 bytes.
//   close          Ends what is pending with the given reason at once, and gives the descriptor back. Later calls are
//                  rejected with EBADF; a second `close` does nothing.
//   memory         The bytes of a read or write stay alive until it is done, or called off. Handles count as
//                  `Counted.DESCRIPTOR`.
import { Promise } from "../core/promise";
import { SocketAddress } from "./address";

/** A connection, made or accepted. */
export abstract class Connection {
  /** Reads up to as many bytes as there is room for, as soon as there are any. Gives their number; 0 at the end. */
  abstract read(bytes: Uint8Array): Promise<i32>;

  /** Writes all bytes from `start`, which lies in `buffer`. Fulfilled when the host has taken them. */
  abstract write(buffer: ArrayBuffer, start: usize, length: usize): Promise<void>;

  /** Sends the end of what is written, behind it. Reading goes on; later writes are rejected with EPIPE. */
  abstract shutdown(): Promise<void>;

  /** Closes it. `reason`: error number of what is pending, ECANCELED or ETIMEDOUT. */
  abstract close(reason: i32): Promise<void>;

  /** When bytes last went in or out, in nanoseconds of `getNow()`; at first, when the connection began. */
  abstract lastActive(): i64;

  /** Its own end; `unknownAddress()` where the host does not tell. */
  abstract localAddress(): SocketAddress;

  /** The other end; `unknownAddress()` where the host does not tell. */
  abstract peerAddress(): SocketAddress;

  /** Sends small writes at once (`TCP_NODELAY`), or no longer. Returns whether the host can. */
  abstract setNoDelay(on: bool): bool;

  /** Has the system test whether the other end is there after `seconds` of silence; 0: no longer. Returns whether it can. */
  abstract setKeepAlive(seconds: i32): bool;
}

/** A socket that listens. */
export abstract class Listener {
  /** Accepts the next connection. */
  abstract accept(): Promise<Connection>;

  /** Closes it; what is pending is rejected with ECANCELED. */
  abstract close(): Promise<void>;

  /** Where it listens; `unknownAddress()` where the host does not tell. */
  abstract localAddress(): SocketAddress;
}

/** A socket for datagrams. */
export abstract class DatagramSocket {
  /** Receives one datagram; what does not fit is lost. */
  abstract receive(bytes: Uint8Array): Promise<Datagram>;

  /** Sends the bytes from `start`, which lies in `buffer`, as one datagram. */
  abstract send(buffer: ArrayBuffer, start: usize, length: usize, to: SocketAddress): Promise<void>;

  /** Closes it; what is pending is rejected with ECANCELED. */
  abstract close(): Promise<void>;

  /** What it is bound to. */
  abstract localAddress(): SocketAddress;
}

/** A datagram that was received. */
export class Datagram {
  constructor(
    /** How many bytes it has, those that did not fit left out. */
    readonly length: i32,
    /** Who sent it. */
    readonly from: SocketAddress,
  ) {}
}
