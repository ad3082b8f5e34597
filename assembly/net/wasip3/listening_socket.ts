// A listening socket of WASI 0.3: a stream of sockets, read one at a time. A read that is under way when nobody accepts any
// more goes on, and what it brings is for the next one who does.
import { BLOCKED, CopyResult } from "../../component/waitable";
import { count, Counted } from "../../core/count";
import { Direction } from "../../reactor/descriptor";
import { forget } from "../../reactor/wasip3/waitables";
import { cancelAccepted, dropAccepted, dropTcp, readAccepted } from "../../wasi/p3/tcp";
import { HostResource } from "../component/resource";

export class ListeningSocket extends HostResource {
  /** Where the host puts the handle of a connection. */
  private readonly place: usize = heap.alloc(4);
  private accepted: i32 = 0;
  private isReading: bool = false;
  /** Whether no more will come. */
  hasEnded: bool = false;

  constructor(socket: i32, private readonly stream: i32, name: string) {
    super(socket, name, "accept");
    count(Counted.DESCRIPTOR, 1);
  }

  /** The handle of a connection, or 0 if none is there. */
  take(): i32 {
    const handle = this.accepted;
    this.accepted = 0;
    return handle;
  }

  begin(direction: Direction): i32 {
    if (this.isReading) return this.stream;
    if (this.accepted || this.hasEnded) return 0;
    const code = readAccepted(this.stream, this.place, 1);
    if (code != BLOCKED) this.complete(direction, code);
    else this.isReading = true;
    return this.isReading ? this.stream : 0;
  }

  complete(direction: Direction, code: i32): void {
    this.isReading = false;
    if (code >>> 4) this.accepted = load<i32>(this.place);
    if ((code & 15) == CopyResult.DROPPED) this.hasEnded = true;
  }

  protected release(): i32 {
    forget(this.stream);
    if (this.isReading) this.complete(Direction.READ, cancelAccepted(this.stream));
    if (this.accepted) dropTcp(this.take());
    dropAccepted(this.stream);
    dropTcp(this.fd);
    heap.free(this.place);
    count(Counted.DESCRIPTOR, -1);
    return 0;
  }
}
