import { getNow, restartTimer, startTimer, stopTimer } from "../core/timers";
import { nanoseconds } from "../core/sleep";
import { TcpStream } from "./tcp_stream";

/**
 * Ends a connection that has been silent for too long. One timer a connection, which is not touched when bytes go in or
 * out: it looks how long ago that was when it expires, and starts again for the rest.
 */
export class IdleTimer {
  private readonly limit: i64;
  private readonly timer: usize;

  constructor(private readonly stream: TcpStream, ms: f64) {
    this.limit = nanoseconds(ms);
    const expire = (timer: usize, owner: usize): void => { changetype<IdleTimer>(owner).look(timer); };
    this.timer = startTimer(this.limit, expire.index, changetype<usize>(this));
  }

  private look(timer: usize): void {
    const left = this.limit - (getNow() - this.stream.__lastActive);
    if (left > 0) restartTimer(timer, left);
    else this.stream.__expire();
  }

  /** Lets the connection be silent. */
  stop(): void { stopTimer(this.timer); }
}
