// Waiting gives the mutex away; who is woken has it again, one after the other, in the order of waiting.
import { Condition, Mutex, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

const mutex = new Mutex();
const changed = new Condition(mutex);

async function wait(name: string): Promise<void> {
  await mutex.lock();
  await changed.wait();
  print(`${name} has the mutex: ${mutex.isLocked}`);
  await sleep(1);
  print(`${name} gives it back`);
  mutex.unlock();
}

export async function main(): Promise<void> {
  changed.notifyAll();
  for (let i = 0; i < 4; i++) spawn(wait(`waiter ${i}`));
  await sleep(1);
  print(`while they wait: ${mutex.isLocked}`);
  await mutex.lock();
  changed.notify();
  print("one is woken, and waits for the mutex");
  await sleep(1);
  mutex.unlock();
  await sleep(2);
  changed.notify(2);
  await sleep(5);
  print("one is left");
  changed.notifyAll();
  await sleep(5);
  try {
    await changed.wait();
  } catch (e) {
    print(e.message);
  }
}
//> while they wait: false
//> one is woken, and waits for the mutex
//> waiter 0 has the mutex: true
//> waiter 0 gives it back
//> waiter 1 has the mutex: true
//> waiter 1 gives it back
//> waiter 2 has the mutex: true
//> waiter 2 gives it back
//> one is left
//> waiter 3 has the mutex: true
//> waiter 3 gives it back
//> unlock: nobody holds the lock
