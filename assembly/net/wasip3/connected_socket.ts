// A connected socket of WASI 0.3: a stream in each direction, and a future of what went wrong with it.
import { FutureEnd } from "../../component/future";
import { StreamEnd } from "../../component/stream";
import { count, Counted } from "../../core/count";
import { getNow } from "../../core/timers";
import { Duplex } from "../../io/duplex";
import { IOError } from "../../io/error";
import { Operation } from "../../io/operation";
import { Direction } from "../../reactor/descriptor";
import { forget } from "../../reactor/wasip3/waitables";
import { Errno } from "../../wasi/errno";
import { takeErrno } from "../../wasi/p3/errors";
import {
  cancelReceived, cancelReceiveError, cancelSendError, cancelSent, dropReceived, dropReceiveError, dropSendError, dropSent,
  dropTcp, newSent, readReceived, readReceiveError, readSendError, receiveTcp, sendTcp, writeSent,
} from "../../wasi/p3/tcp";
import { cell } from "../component/result";
import { NetError } from "../error";

class Received extends StreamEnd {
  protected copy(at: usize, count: i32): i32 { return readReceived(this.handle, at, count); }
  protected cancel(): i32 {
    forget(this.handle);
    return cancelReceived(this.handle);
  }
  protected drop(): void { dropReceived(this.handle); }
}

class Sent extends StreamEnd {
  protected copy(at: usize, count: i32): i32 { return writeSent(this.handle, at, count); }
  protected cancel(): i32 {
    forget(this.handle);
    return cancelSent(this.handle);
  }
  protected drop(): void { dropSent(this.handle); }
}

/** Size of a result without a value. */
// @ts-ignore: decorator
@inline const RESULT: usize = 20;

/** Most bytes that a copy can be of. */
// @ts-ignore: decorator
@inline const LONGEST: usize = i32.MAX_VALUE >>> 4;

class ReceiveError extends FutureEnd {
  protected copy(at: usize): i32 { return readReceiveError(this.handle, at); }
  protected cancel(): i32 { return cancelReceiveError(this.handle); }
  protected drop(): void { dropReceiveError(this.handle); }
}

class SendError extends FutureEnd {
  protected copy(at: usize): i32 { return readSendError(this.handle, at); }
  protected cancel(): i32 { return cancelSendError(this.handle); }
  protected drop(): void { dropSendError(this.handle); }
}

/** The error number of a result that has come; 0: it is none. */
function errnoOf(future: FutureEnd): i32 {
  const failed = load<u8>(future.value);
  store<u8>(future.value, 0); // its text is given back
  return failed ? takeErrno(future.value + 4) : 0;
}

export class ConnectedSocket extends Duplex {
  /** When bytes last went in or out, in nanoseconds of `getNow()`. */
  lastActive: i64 = getNow();
  private readonly received: Received;
  private readonly receiveError: ReceiveError;
  private readonly sent: Sent;
  private readonly sendError: SendError;
  private isShut: bool = false;
  /** What has come for a read that was called off. */
  private left: Uint8Array | null = null;

  constructor(socket: i32, name: string) {
    super(socket, name);
    count(Counted.DESCRIPTOR, 1);
    receiveTcp(socket, cell);
    const stream = load<i32>(cell), future = load<i32>(cell, 4);
    this.received = new Received(stream);
    this.receiveError = new ReceiveError(future, RESULT);
    const ends = newSent();
    this.sent = new Sent(<i32>(ends >> 32));
    this.sendError = new SendError(sendTcp(socket, <i32>ends), RESULT);
  }

  /**
   * A read is begun with its own memory. When the stream of what comes in has ended, its future is waited for: that tells why.
   */
  begin(direction: Direction): i32 {
    const received = this.received;
    if (direction == Direction.WRITE) return this.sent.ready() ? 0 : this.sent.handle;
    if (this.left !== null) return 0;
    if (received.hasEnded) return this.receiveError.ready() ? 0 : this.receiveError.handle;
    const next = this.nextRead, length = min<usize>(next.length, LONGEST);
    return received.start(next.start, <i32>length) ? 0 : received.handle;
  }

  complete(direction: Direction, code: i32): void {
    if (direction == Direction.WRITE) this.sent.complete(code);
    else if (this.received.hasEnded) this.receiveError.complete();
    else this.received.complete(code);
  }

  protected transferIn(start: usize, length: usize): i32 {
    const received = this.received, got = this.left !== null ? this.takeLeft(start, length) : received.take();
    if (got) return this.gone(got);
    if (received.hasEnded) {
      if (this.receiveError.ready()) return -errnoOf(this.receiveError);
      this.missed &= ~Direction.READ; // from now on something else is waited for
    }
    return -<i32>Errno.AGAIN;
  }

  protected abandon(operation: Operation): void {
    const count = this.received.callOff();
    if (!count) return;
    const left = new Uint8Array(count);
    memory.copy(left.dataStart, operation.start, count);
    this.left = left;
  }

  private takeLeft(start: usize, length: usize): i32 {
    const left = this.left!, count = <i32>min<usize>(length, left.length);
    memory.copy(start, left.dataStart, count);
    this.left = count < left.length ? left.subarray(count) : null;
    return count;
  }

  protected transferOut(start: usize, length: usize): i32 {
    if (this.isShut) return -<i32>Errno.PIPE;
    const sent = this.sent, taken = sent.transfer(start, <i32>length);
    if (taken) return this.gone(taken);
    if (!sent.hasEnded) return -<i32>Errno.AGAIN;
    const errno = this.sendError.ready() ? errnoOf(this.sendError) : 0;
    return -(errno ? errno : <i32>Errno.PIPE);
  }

  private gone(length: i32): i32 {
    this.lastActive = getNow();
    return length;
  }

  /** Sends the end. */
  shut(): void {
    if (this.isShut) return;
    this.isShut = true;
    forget(this.sent.handle);
    this.sent.close();
  }

  protected release(): i32 {
    this.shut();
    forget(this.received.handle);
    this.received.close();
    forget(this.receiveError.handle);
    this.receiveError.close();
    this.sendError.close();
    dropTcp(this.fd);
    count(Counted.DESCRIPTOR, -1);
    return 0;
  }

  protected error(syscall: string, errno: i32): IOError { return new NetError(errno, syscall, this.path); }
}
