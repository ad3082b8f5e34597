// What a semaphore, and a lock for readers and writers, have to do: one queue each, served from its front. A call that need
// not wait goes on at once; those that waited go on in their turn.

class Log {
  private readonly atOnce: string[] = [];
  private readonly inTurn: string[] = [];

  /** @param asking the call that asks for something just now, if one does: it goes on at once */
  note(n: number, event: string, asking?: number): void {
    (n === asking ? this.atOnce : this.inTurn).push(`${n} ${event}`);
  }

  /** What has happened since the last time, once all have had their turns. */
  settle(): string[] {
    return [...this.atOnce.splice(0), ...this.inTurn.splice(0)];
  }
}

export class SemaphoreModel {
  readonly log = new Log();
  readonly waiting: { n: number; permits: number }[] = [];

  constructor(public available: number) {}

  acquire(n: number, permits: number): void {
    this.waiting.push({ n, permits });
    this.serve(n);
  }

  tryAcquire(permits: number): boolean {
    if (this.waiting.length > 0 || permits > this.available) return false;
    this.available -= permits;
    return true;
  }

  release(permits: number): void {
    this.available += permits;
    this.serve();
  }

  /** A call that waits gives up, and may let others through; one that has its permits keeps them. */
  cancel(n: number): void {
    if (!remove(this.waiting, n)) return;
    this.serve();
    this.log.note(n, "cancelled");
  }

  private serve(asking?: number): void {
    for (let first = this.waiting[0]; first && first.permits <= this.available; first = this.waiting[0]) {
      this.waiting.shift();
      this.available -= first.permits;
      this.log.note(first.n, `acquired ${first.permits}`, asking);
    }
  }
}

export class RwLockModel {
  readonly log = new Log();
  readonly waiting: { n: number; writes: boolean }[] = [];
  readers = 0;
  isWritten = false;

  lock(n: number, writes: boolean): void {
    this.waiting.push({ n, writes });
    this.serve(n);
  }

  tryLock(writes: boolean): boolean {
    if (this.waiting.length > 0 || !this.isFree(writes)) return false;
    this.hold(writes);
    return true;
  }

  unlockRead(): void {
    this.readers--;
    this.serve();
  }

  unlockWrite(): void {
    this.isWritten = false;
    this.serve();
  }

  cancel(n: number): void {
    if (!remove(this.waiting, n)) return;
    this.serve();
    this.log.note(n, "cancelled");
  }

  private isFree(writes: boolean): boolean {
    return !this.isWritten && (!writes || this.readers === 0);
  }

  private hold(writes: boolean): void {
    if (writes) this.isWritten = true;
    else this.readers++;
  }

  private serve(asking?: number): void {
    for (let first = this.waiting[0]; first && this.isFree(first.writes); first = this.waiting[0]) {
      this.waiting.shift();
      this.hold(first.writes);
      this.log.note(first.n, first.writes ? "writes" : "reads", asking);
    }
  }
}

/** Takes a call out of a queue, and tells whether it was there. */
function remove(waiting: { n: number }[], n: number): boolean {
  const at = waiting.findIndex((call) => call.n === n);
  if (at >= 0) waiting.splice(at, 1);
  return at >= 0;
}
