// Writable ends of futures. One has to be written before it is given back, whatever else happens: so nothing calls that off.
import { Promise } from "../../core/promise";
import { Direction } from "../../reactor/descriptor";
import { shield } from "../../task/shield";
import {
  cancelWriteResult, cancelWriteTrailers, dropWritableResult, dropWritableTrailers, writeResult, writeTrailers,
} from "../../wasi/p3/http_body";
import { CopyEnd } from "./copy";

/** Size of a value: a result with an error-code. */
// @ts-ignore: decorator
@inline const VALUE: usize = 40;
/** Number of the error-code "internal error". */
// @ts-ignore: decorator
@inline const INTERNAL_ERROR: u8 = 38;

abstract class FutureWriter extends CopyEnd {
  private readonly value: usize = heap.alloc(VALUE);

  constructor(handle: i32) { super(handle, Direction.WRITE); }

  /** Writes that all is well, without trailers, or that it is not; then gives the end back. Not to be waited for. */
  settle(isOk: bool): void {
    memory.fill(this.value, 0, VALUE);
    if (!isOk) {
      store<u8>(this.value, 1);
      store<u8>(this.value, INTERNAL_ERROR, 8);
    }
    shield(async () => { await this.run(); }).catch(() => {});
  }

  private async run(): Promise<void> {
    await this.copy(this.value, 1);
    await this.close();
    heap.free(this.value);
  }
}

/** What comes behind a body that goes out. */
export class TrailersWriter extends FutureWriter {
  protected start(at: usize, count: i32): i32 { return writeTrailers(this.fd, at); }
  protected stop(): i32 { return cancelWriteTrailers(this.fd); }
  protected drop(): void { dropWritableTrailers(this.fd); }
}

/** How a body that comes in was received. */
export class ResultWriter extends FutureWriter {
  protected start(at: usize, count: i32): i32 { return writeResult(this.fd, at); }
  protected stop(): i32 { return cancelWriteResult(this.fd); }
  protected drop(): void { dropWritableResult(this.fd); }
}
