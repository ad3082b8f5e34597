// A stream or a future of which something is copied: what cannot be done at once stays under way, and where it is, until an event
// says how it ended.
//
// wasmtime 49 takes a write of no bytes as a piece of a body, which fills the place of the next one: an end of these streams
// cannot be asked whether it is ready, as those of sockets are (`component/stream.ts`).
import { BLOCKED } from "../../component/waitable";
import { count, Counted } from "../../core/count";
import { Promise } from "../../core/promise";
import { HostResource } from "../../net/component/resource";
import { Direction } from "../../reactor/descriptor";
import { takeCredit } from "../../reactor/descriptors";
import { forget } from "../../reactor/wasip3/waitables";
import { Errno } from "../../wasi/errno";

/** One end of a stream or a future. */
export abstract class CopyEnd extends HostResource {
  private isCopying: bool = false;
  private code: i32 = 0;

  /** @param direction in which it is copied */
  constructor(handle: i32, private readonly direction: Direction) {
    super(handle, "body");
    count(Counted.DESCRIPTOR, 1);
  }

  /** Starts to copy: `stream.read` and its kin. A future has one value, whatever the count. */
  protected abstract start(at: usize, count: i32): i32;
  /** Calls it off. */
  protected abstract stop(): i32;
  /** Gives the end back. */
  protected abstract drop(): void;
  /** A copy was called off because nobody waits for it any more: what it has done nevertheless. */
  protected noteCancelled(code: i32): void {}

  /** Copies from or to memory that stays valid and unchanged until that is done. Fulfilled with the code of the copy. */
  async copy(at: usize, count: i32): Promise<i32> {
    if (!takeCredit()) await this.ready(); // a task whose copies never wait would keep the others from their turn
    if (this.isClosed) throw this.error("copy", Errno.BADF);
    const code = this.start(at, count);
    if (code != BLOCKED) return code;
    this.isCopying = true;
    try {
      while (this.isCopying) await this.ready();
    } finally {
      if (this.isCopying && !this.isClosed) {
        this.callOff();
        this.noteCancelled(this.code);
      }
    }
    return this.code;
  }

  private ready(): Promise<void> { return this.direction == Direction.READ ? this.readable() : this.writable(); }

  begin(direction: Direction): i32 { return this.isCopying ? this.fd : 0; }

  complete(direction: Direction, code: i32): void {
    this.isCopying = false;
    this.code = code;
  }

  private callOff(): void {
    forget(this.fd); // calling off is a call that may wait, which the ABI refuses for what is in a set
    this.complete(this.direction, this.stop());
  }

  protected release(): i32 {
    if (this.isCopying) this.callOff();
    forget(this.fd);
    this.drop();
    count(Counted.DESCRIPTOR, -1);
    return 0;
  }
}
