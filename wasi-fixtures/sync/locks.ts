// A semaphore and a lock for readers and writers in the hands of a test: calls that wait are numbered, and each one that
// gets what it asked for is an event.
import { run, RwLock, Semaphore } from "as-pollen";

let semaphore = new Semaphore(0);
let lock = new RwLock();
const events: string[] = [];

/** Makes new ones; what happened to others is forgotten. */
export function open(permits: i32): void {
  semaphore = new Semaphore(permits);
  lock = new RwLock();
  events.length = 0;
}

async function acquirePermits(n: i32, permits: i32): Promise<void> {
  await semaphore.acquire(permits);
  events.push(`${n} acquired ${permits}`);
}

async function lockForReading(n: i32): Promise<void> {
  await lock.read.lock();
  events.push(`${n} reads`);
}

async function lockForWriting(n: i32): Promise<void> {
  await lock.write.lock();
  events.push(`${n} writes`);
}

export function acquire(n: i32, permits: i32): void { acquirePermits(n, permits); }
export function tryAcquire(permits: i32): bool { return semaphore.tryAcquire(permits); }
export function release(permits: i32): void { semaphore.release(permits); }
export function available(): i32 { return semaphore.available; }

export function read(n: i32): void { lockForReading(n); }
export function write(n: i32): void { lockForWriting(n); }
export function tryRead(): bool { return lock.read.tryLock(); }
export function tryWrite(): bool { return lock.write.tryLock(); }
export function unlockRead(): void { lock.read.unlock(); }
export function unlockWrite(): void { lock.write.unlock(); }
export function isRead(): bool { return lock.read.isLocked; }
export function isWritten(): bool { return lock.write.isLocked; }

/** Runs until nothing is left to do; returns the events since the last time, a line each. */
export function settle(): string {
  run();
  const lines = events.join("\n");
  events.length = 0;
  return lines;
}
