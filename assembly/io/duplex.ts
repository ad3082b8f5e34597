import { resolved } from "../core/await";
import { takeDirect } from "../core/frame";
import { cancelled, isCancelled } from "../core/operation";
import { Promise } from "../core/promise";
import { Descriptor, Direction } from "../reactor/descriptor";
import { defer, retry, takeCredit, unwatch, watch } from "../reactor/descriptors";
import { Errno } from "../wasi/errno";
import { encode } from "../wasi/utf8";
import { IOError } from "./error";
import { Action, Operation } from "./operation";
import { fulfilled, rejected } from "../core/settled";

function removeRead(operation: Operation): void { (operation.descriptor as Duplex).remove(operation, Direction.READ); }
function removeWrite(operation: Operation): void { (operation.descriptor as Duplex).remove(operation, Direction.WRITE); }

/**
 * Something of the host that bytes are read from and written to, without holding up anything else. Its operations are done in
 * the order in which they were asked for, reads and writes apart. Awaiting one on the spot allocates nothing once the pool is
 * warm. What it is, its class knows: how bytes go in and out once, and how it is closed.
 */
export abstract class Duplex extends Descriptor {
  /** Operations that are to be done, in their order. */
  private firstRead: Operation | null = null;
  private lastRead: Operation | null = null;
  private firstWrite: Operation | null = null;
  private lastWrite: Operation | null = null;
  /** Directions in which the last attempt found the descriptor not ready. */
  protected missed: i32 = 0;
  /** Whether the next read is tried at once, and not only when the host says that there is something. */
  protected isHopeful: bool = false;
  /** What later calls are rejected with, once it is closed: an error number. */
  private failure: i32 = 0;

  /**
   * @param fd the host's number; whoever makes the object leaves it to `close`
   * @param path what errors call it
   */
  constructor(fd: i32, readonly path: string) { super(fd); }

  /** Whether `close` was called. */
  get isClosed(): bool { return this.failure != 0; }

  /** Fulfilled when a read will probably not wait: bytes are there, or the end, or an error. */
  readable(): Promise<void> { return this.wait(Direction.READ, takeDirect()); }

  /** Fulfilled when a write will probably not wait. */
  writable(): Promise<void> { return this.wait(Direction.WRITE, takeDirect()); }

  /**
   * Reads up to as many bytes as `bytes` has room for, as soon as there are any.
   * @returns how many were read; 0 at the end
   * Rejected with an `IOError`.
   */
  read(bytes: Uint8Array): Promise<i32> {
    return this.startRead(Action.READ, bytes, takeDirect());
  }

  /** `read` that is never rejected: an error is the negative of WASI's error number. For other parts of the library. */
  attemptRead(bytes: Uint8Array): Promise<i32> {
    return this.startRead(Action.ATTEMPT, bytes, takeDirect());
  }

  private startRead(action: Action, bytes: Uint8Array, direct: u32): Promise<i32> {
    if (isCancelled()) return cancelled<i32>();
    const start = bytes.dataStart, length = bytes.byteLength;
    let count = -<i32>Errno.AGAIN;
    if (this.failure) count = -this.failure;
    else if (!length) count = 0;
    else if ((this.always & Direction.READ || this.isHopeful) && this.firstRead === null && takeCredit()) {
      this.isHopeful = false;
      count = this.transferIn(start, length);
    }
    if (count >= 0 || (action == Action.ATTEMPT && count != -<i32>Errno.AGAIN)) return fulfilled<i32>(direct, count);
    if (count != -<i32>Errno.AGAIN) return rejected<i32>(direct, this.error("read", -count));
    const operation = Operation.create(this, action, bytes.buffer, start, length, removeRead.index, direct);
    this.queueRead(operation);
    return changetype<Promise<i32>>(operation);
  }

  /**
   * Writes all of `data`: a string (as UTF-8), a `Uint8Array` or an `ArrayBuffer`. The bytes must not change before it
   * is done. Fulfilled when the host has taken everything: awaiting that is back-pressure. Rejected with an `IOError`;
   * if nobody reads the other end any more, EPIPE (wasmtime says EIO).
   */
  write<T>(data: T): Promise<void> {
    const direct = takeDirect();
    if (isString<T>()) {
      const bytes = encode(changetype<string>(data));
      return this.writeRange(bytes, changetype<usize>(bytes), bytes.byteLength, direct);
    } else if (data instanceof Uint8Array) {
      return this.writeRange(data.buffer, data.dataStart, data.byteLength, direct);
    } else if (data instanceof ArrayBuffer) {
      return this.writeRange(data, changetype<usize>(data), data.byteLength, direct);
    } else ERROR("A string, a Uint8Array or an ArrayBuffer is expected.");
  }

  /** Closes the descriptor. Operations that are still to be done are rejected with ECANCELED, later ones with EBADF. */
  close(): Promise<void> { return this.closeFor(Errno.CANCELED); }

  /**
   * `close` for a reason, an error number: what is still to be done is rejected with it, and, unless that is ECANCELED, so
   * are later calls. For other parts of the library.
   */
  closeFor(reason: i32): Promise<void> {
    const direct = takeDirect();
    if (!this.failure) {
      this.failure = reason == Errno.CANCELED ? Errno.BADF : reason;
      unwatch(this);
      const errno = this.release();
      this.cancel(this.firstRead, "read", reason);
      this.cancel(this.firstWrite, "write", reason);
      this.firstRead = this.lastRead = this.firstWrite = this.lastWrite = null;
      if (errno) return rejected<void>(direct, this.error("close", errno));
    }
    return changetype<Promise<void>>(resolved());
  }

  private cancel(first: Operation | null, syscall: string, reason: i32): void {
    let operation = first;
    while (operation !== null) {
      if (operation.action == Action.ATTEMPT) operation.finishRead(-reason);
      else operation.fail(this.error(syscall, reason));
      operation = operation.behind;
    }
  }

  /** The error of an operation. What is not a file makes another. */
  protected error(syscall: string, errno: i32): IOError { return new IOError(errno, syscall, this.path); }

  /** Most bytes of one write: a host may wait until all of them are taken, and nothing else runs meanwhile. */
  protected get piece(): usize { return 32 * 1024; }

  /** One read by the host, of a byte at least: returns how many there were, 0 at the end, or a negative errno. */
  protected abstract transferIn(start: usize, length: usize): i32;

  /** One write by the host, of a byte at least: returns how many it took, or a negative errno. */
  protected abstract transferOut(start: usize, length: usize): i32;

  /** Gives it back to the host. Returns an errno. */
  protected abstract release(): i32;

  private wait(direction: Direction, direct: u32): Promise<void> {
    if (isCancelled()) return cancelled<void>();
    const reads = direction == Direction.READ;
    if (this.failure) return rejected<void>(direct, this.error("poll", this.failure));
    if (this.always & direction && takeCredit()) return changetype<Promise<void>>(resolved());
    const operation = Operation.create(
      this, Action.WAIT, null, 0, 0, reads ? removeRead.index : removeWrite.index, direct);
    if (reads) this.queueRead(operation);
    else if (this.queueWrite(operation)) watch(this, Direction.WRITE);
    return changetype<Promise<void>>(operation);
  }

  /** `write` of the bytes from `start`, which lies in `buffer`. For other parts of the library. */
  writeRange(buffer: ArrayBuffer, start: usize, length: usize, direct: u32): Promise<void> {
    if (isCancelled()) return cancelled<void>();
    if (this.failure) return rejected<void>(direct, this.error("write", this.failure));
    let full = false;
    if (this.firstWrite === null && length && takeCredit()) {
      const count = this.transferOut(start, min(length, this.piece));
      full = count == -<i32>Errno.AGAIN;
      if (count <= 0 && !full) return rejected<void>(direct, this.error("write", count ? -count : Errno.IO));
      start += max(count, 0);
      length -= max(count, 0);
    }
    if (!length && this.firstWrite === null) return changetype<Promise<void>>(resolved());
    const operation = Operation.create(this, Action.WRITE, buffer, start, length, removeWrite.index, direct);
    if (this.queueWrite(operation)) {
      if (full) this.miss(Direction.WRITE);
      else defer(this, Direction.WRITE);
    }
    return changetype<Promise<void>>(operation);
  }

  /** Takes away an operation that is cancelled. */
  remove(operation: Operation, direction: Direction): void {
    const isRead = direction == Direction.READ;
    let before: Operation | null = null;
    for (let at = isRead ? this.firstRead : this.firstWrite; at !== operation; at = at!.behind) before = at;
    const behind = operation.behind;
    if (before !== null) before.behind = behind;
    else if (isRead) this.firstRead = behind;
    else this.firstWrite = behind;
    if (behind === null) {
      if (isRead) this.lastRead = before;
      else this.lastWrite = before;
    }
    if (before !== null) return;
    unwatch(this, direction);
    if (isRead) this.abandon(operation);
    if (behind !== null) watch(this, direction);
  }

  /** The read that was the next one is called off: for a host that may have begun with it. */
  protected abandon(operation: Operation): void {}

  /** The next read. */
  protected get nextRead(): Operation { return this.firstRead!; }

  private queueRead(operation: Operation): void {
    const last = this.lastRead;
    this.lastRead = operation;
    if (last !== null) last.behind = operation;
    else {
      this.firstRead = operation;
      watch(this, Direction.READ);
    }
  }

  /** Tells whether nothing is in front of it. */
  private queueWrite(operation: Operation): bool {
    const last = this.lastWrite;
    this.lastWrite = operation;
    if (last !== null) {
      last.behind = operation;
      return false;
    }
    this.firstWrite = operation;
    return true;
  }

  onReady(direction: Direction): void {
    if (direction == Direction.READ) this.doRead();
    else this.doWrite();
  }

  private doRead(): void {
    const operation = this.firstRead!;
    let count = 0;
    if (operation.action != Action.WAIT) {
      count = this.transferIn(operation.start, operation.length);
      if (count == -<i32>Errno.AGAIN) {
        this.miss(Direction.READ);
        return;
      }
    }
    this.missed &= ~Direction.READ;
    const next = operation.behind;
    this.firstRead = next;
    if (next === null) this.lastRead = null;
    else watch(this, Direction.READ);
    if (operation.action == Action.WAIT) operation.finish();
    else if (count >= 0 || operation.action == Action.ATTEMPT) operation.finishRead(count);
    else operation.fail(this.error("read", -count));
  }

  private doWrite(): void {
    const operation = this.firstWrite!;
    let count = 0;
    if (operation.length) {
      count = this.transferOut(operation.start, min(operation.length, this.piece));
      if (count == -<i32>Errno.AGAIN) {
        this.miss(Direction.WRITE);
        return;
      }
      operation.start += max(count, 0);
      operation.length -= max(count, 0);
    }
    this.missed &= ~Direction.WRITE;
    if (count > 0 && operation.length) {
      defer(this, Direction.WRITE);
      return;
    }
    const next = operation.behind;
    this.firstWrite = next;
    if (next === null) this.lastWrite = null;
    else if (next.action == Action.WAIT) watch(this, Direction.WRITE);
    else defer(this, Direction.WRITE);
    if (operation.length) operation.fail(this.error("write", count ? -count : Errno.IO));
    else operation.finish();
  }

  /** It was not ready. Once that is normal; a host that says it is ready again and again must not keep us busy. */
  private miss(direction: Direction): void {
    if ((this.missed | this.always) & direction) retry(this, direction);
    else watch(this, direction);
    this.missed |= direction;
  }
}
