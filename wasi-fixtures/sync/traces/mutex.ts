// One at a time, in the order of asking, whatever is awaited meanwhile; handed over, never up for grabs.
import { Mutex, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function enter(mutex: Mutex, name: string): Promise<void> {
  await mutex.lock();
  print(`${name} in`);
  await sleep(1);
  print(`${name} out`);
  mutex.unlock();
  print(`${name}: tryLock ${mutex.tryLock()}`);
}

export async function main(): Promise<void> {
  const mutex = new Mutex();
  const a = spawn(enter(mutex, "a"));
  const b = spawn(enter(mutex, "b"));
  await a;
  await b;
  print(`locked: ${mutex.isLocked}`);
  mutex.unlock();
  try {
    mutex.unlock();
  } catch (e) {
    print(e.message);
  }
  const held = await mutex.lock();
  print(`held: ${held.isLocked}`);
  held[Symbol.dispose]();
  print(`disposed: ${mutex.isLocked}`);
}
//> a in
//> a out
//> a: tryLock false
//> b in
//> b out
//> b: tryLock true
//> locked: true
//> unlock: nobody holds the lock
//> held: true
//> disposed: false
