// A wait that is cancelled takes the mutex again, however long that takes, before it is rejected: the caller may rely on it.
import { Condition, Mutex, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

const mutex = new Mutex();
const changed = new Condition(mutex);

async function wait(name: string): Promise<void> {
  await mutex.lock();
  try {
    await changed.wait();
    print(`${name} was notified`);
    await sleep(1);
    print(`${name} goes on`);
  } finally {
    print(`${name} gives the mutex back: ${mutex.isLocked}`);
    mutex.unlock();
  }
}

export async function main(): Promise<void> {
  const a = spawn(wait("a"));
  spawn(wait("b"));
  const c = spawn(wait("c"));
  await sleep(1);
  await mutex.lock();
  a.cancel();
  await sleep(1);
  print("a is cancelled, and waits for the mutex");
  mutex.unlock();
  await sleep(1);

  changed.notify();
  print("b is notified, not a");
  await sleep(5);

  await mutex.lock();
  changed.notify();
  c.cancel();
  print("c is notified, then cancelled");
  mutex.unlock();
  await sleep(5);
  print(`locked: ${mutex.isLocked}`);
}
//> a is cancelled, and waits for the mutex
//> a gives the mutex back: true
//> b is notified, not a
//> b was notified
//> b goes on
//> b gives the mutex back: true
//> c is notified, then cancelled
//> c was notified
//> c gives the mutex back: true
//> locked: false
