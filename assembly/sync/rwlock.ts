import { Lock } from "./lock";
import { Permits } from "./permits";

/** A lock that many readers hold at a time, or one writer. Readers who come behind a waiting writer wait as well. */
export class RwLock {
  /** The readers' side: held by any number at a time. */
  readonly read: Lock;
  /** The writer's side: held by one, and no reader. */
  readonly write: Lock;

  constructor() {
    const permits = new Permits(i32.MAX_VALUE);
    this.read = new Lock(permits, 1, i32.MAX_VALUE);
    this.write = new Lock(permits, i32.MAX_VALUE, i32.MAX_VALUE);
  }
}
