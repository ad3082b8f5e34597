// A writer that waits holds readers back; when it is cancelled they read.
import { RwLock, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function read(lock: RwLock, name: string): Promise<void> {
  await lock.read.run(async () => {
    print(`${name} reads`);
    await sleep(10);
  });
}

async function write(lock: RwLock): Promise<void> {
  await lock.write.run(async () => { print("written"); });
}

export async function main(): Promise<void> {
  const lock = new RwLock();
  spawn(read(lock, "a"));
  const writing = spawn(write(lock));
  spawn(read(lock, "b"));
  spawn(read(lock, "c"));
  await sleep(1);
  print("the writer gives up");
  writing.cancel();
  await sleep(1);
  print(`slip in: ${lock.read.tryLock()}`);
  lock.read.unlock();
  await sleep(20);
  print(`free: ${lock.write.tryLock()}`);
}
//> a reads
//> the writer gives up
//> b reads
//> c reads
//> slip in: true
//> free: true
