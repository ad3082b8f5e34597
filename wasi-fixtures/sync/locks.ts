// A semaphore and a lock for readers and writers in the hands of a test: calls that wait are numbered, and each one that
// gets what it asked for is an event.
import { run, RwLock, Semaphore } from "as-pollen";
import { CancelledError } from "as-pollen/assembly/core/cancelled";
import { cancelCall, forgetCalls, start } from "./calls";

let semaphore = new Semaphore(0);
let lock = new RwLock();
const events: string[] = [];

/** Makes new ones; what happened to others is forgotten. */
export function open(permits: i32): void {
  semaphore = new Semaphore(permits);
  lock = new RwLock();
  events.length = 0;
  forgetCalls();
}

/** How many permits each call asks for. */
const wanted = new Map<i32, i32>();

function note(n: i32, e: Error): void {
  events.push(`${n} ${e instanceof CancelledError ? "cancelled" : e.toString()}`);
}

async function acquirePermits(n: i32): Promise<void> {
  try {
    await semaphore.acquire(wanted.get(n));
    events.push(`${n} acquired ${wanted.get(n)}`);
  } catch (e) {
    note(n, e);
  }
}

async function lockForReading(n: i32): Promise<void> {
  try {
    await lock.read.lock();
    events.push(`${n} reads`);
  } catch (e) {
    note(n, e);
  }
}

async function lockForWriting(n: i32): Promise<void> {
  try {
    await lock.write.lock();
    events.push(`${n} writes`);
  } catch (e) {
    note(n, e);
  }
}

export function acquire(n: i32, permits: i32): void {
  wanted.set(n, permits);
  start(n, acquirePermits);
}
export function cancel(n: i32): void { cancelCall(n); }
export function tryAcquire(permits: i32): bool { return semaphore.tryAcquire(permits); }
export function release(permits: i32): void { semaphore.release(permits); }
export function available(): i32 { return semaphore.available; }

export function read(n: i32): void { start(n, lockForReading); }
export function write(n: i32): void { start(n, lockForWriting); }
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
