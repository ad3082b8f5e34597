// What a semaphore, and a lock for readers and writers, have to do: one queue each, served from its front.

export class SemaphoreModel {
  readonly events: string[] = [];
  readonly waiting: { n: number; permits: number }[] = [];

  constructor(public available: number) {}

  acquire(n: number, permits: number): void {
    this.waiting.push({ n, permits });
    this.serve();
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
    this.events.push(`${n} cancelled`);
  }

  private serve(): void {
    for (let first = this.waiting[0]; first && first.permits <= this.available; first = this.waiting[0]) {
      this.waiting.shift();
      this.available -= first.permits;
      this.events.push(`${first.n} acquired ${first.permits}`);
    }
  }
}

export class RwLockModel {
  readonly events: string[] = [];
  readonly waiting: { n: number; writes: boolean }[] = [];
  readers = 0;
  isWritten = false;

  lock(n: number, writes: boolean): void {
    this.waiting.push({ n, writes });
    this.serve();
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
    this.events.push(`${n} cancelled`);
  }

  private isFree(writes: boolean): boolean {
    return !this.isWritten && (!writes || this.readers === 0);
  }

  private hold(writes: boolean): void {
    if (writes) this.isWritten = true;
    else this.readers++;
  }

  private serve(): void {
    for (let first = this.waiting[0]; first && this.isFree(first.writes); first = this.waiting[0]) {
      this.waiting.shift();
      this.hold(first.writes);
      this.events.push(`${first.n} ${first.writes ? "writes" : "reads"}`);
    }
  }
}

/** Takes a call out of a queue, and tells whether it was there. */
function remove(waiting: { n: number }[], n: number): boolean {
  const at = waiting.findIndex((call) => call.n === n);
  if (at >= 0) waiting.splice(at, 1);
  return at >= 0;
}
