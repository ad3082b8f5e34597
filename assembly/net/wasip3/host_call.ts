import { cancelSubtask, dropSubtask, SubtaskState } from "../../component/waitable";
import { Promise } from "../../core/promise";
import { Direction } from "../../reactor/descriptor";
import { forget } from "../../reactor/wasip3/waitables";
import { HostResource } from "../component/resource";

/**
 * A call of the host that may not have returned yet: something to wait for. `close` calls it off, before what it borrows is
 * dropped, and frees the block in which its parameters and its result are.
 */
export class HostCall extends HostResource {
  private isPending: bool;

  /**
   * @param status what the call returned
   * @param block a block of the heap
   */
  constructor(status: i32, readonly block: usize, syscall: string, name: string) {
    super(status >>> 4, name, syscall);
    this.isPending = (status & 15) != SubtaskState.RETURNED;
  }

  /** Fulfilled when it has returned. */
  async returned(): Promise<void> {
    while (this.isPending) await this.readable();
  }

  begin(direction: Direction): i32 { return this.isPending ? this.fd : 0; }

  complete(direction: Direction, code: i32): void {
    if (code == SubtaskState.RETURNED) this.isPending = false;
  }

  protected release(): i32 {
    const subtask = this.fd;
    if (subtask) {
      forget(subtask);
      if (this.isPending) this.isPending = cancelSubtask(subtask) != SubtaskState.RETURNED;
      dropSubtask(subtask);
    }
    this.freeResult(!this.isPending);
    heap.free(this.block);
    return 0;
  }

  /** Gives back what the result holds, if there is one. */
  protected freeResult(hasReturned: bool): void {}
}

/** A call whose result is a list: its bytes are given back at the end. */
export class ListCall extends HostCall {
  protected freeResult(hasReturned: bool): void {
    if (hasReturned && !load<u8>(this.block) && load<i32>(this.block, 8)) heap.free(load<usize>(this.block, 4));
  }
}
