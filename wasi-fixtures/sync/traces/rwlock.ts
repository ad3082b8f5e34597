// Readers share; a writer excludes; a writer that waits holds back the readers behind it, so that it gets its turn.
import { RwLock, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function read(lock: RwLock, name: string): Promise<void> {
  await lock.read.lock();
  print(`${name} reads`);
  await sleep(10);
  print(`${name} has read`);
  lock.read.unlock();
}

async function write(lock: RwLock, name: string): Promise<void> {
  await lock.write.run(async () => {
    print(`${name} writes`);
    await sleep(10);
    print(`${name} has written`);
  });
}

export async function main(): Promise<void> {
  const lock = new RwLock();
  spawn(read(lock, "a"));
  spawn(read(lock, "b"));
  await sleep(1);
  print(`read ${lock.read.isLocked}, written ${lock.write.isLocked}`);
  spawn(write(lock, "c"));
  spawn(read(lock, "d"));
  spawn(read(lock, "e"));
  spawn(write(lock, "f"));
  await sleep(1);
  print(`slip in: ${lock.read.tryLock()} ${lock.write.tryLock()}`);
  await sleep(10);
  print(`read ${lock.read.isLocked}, written ${lock.write.isLocked}`);
  try {
    lock.read.unlock();
  } catch (e) {
    print(e.message);
  }
  await sleep(40);
  print(`free: ${lock.write.tryLock()}`);
  print(`while written: ${lock.read.tryLock()} ${lock.write.tryLock()}`);
}
//> a reads
//> b reads
//> read true, written false
//> slip in: false false
//> a has read
//> b has read
//> c writes
//> read false, written true
//> unlock: nobody holds the lock
//> c has written
//> d reads
//> e reads
//> d has read
//> e has read
//> f writes
//> f has written
//> free: true
//> while written: false false
