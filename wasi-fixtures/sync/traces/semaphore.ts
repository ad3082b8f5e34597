// Permits go out in the order of asking: one who needs many is not overtaken by those who need few.
import { Semaphore, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function use(semaphore: Semaphore, name: string, permits: i32): Promise<void> {
  await semaphore.acquire(permits);
  print(`${name} has ${permits}, left ${semaphore.available}`);
  await sleep(10);
  print(`${name} is done`);
  semaphore.release(permits);
}

export async function main(): Promise<void> {
  const semaphore = new Semaphore(3);
  spawn(use(semaphore, "a", 1));
  spawn(use(semaphore, "b", 1));
  spawn(use(semaphore, "c", 3));
  spawn(use(semaphore, "d", 1));
  spawn(use(semaphore, "e", 2));
  await sleep(1);
  print(`one is left: ${semaphore.available}, but not for who comes last: ${semaphore.tryAcquire()}`);
  await sleep(30);
  print(`all back: ${semaphore.available}`);
}
//> a has 1, left 2
//> b has 1, left 1
//> one is left: 1, but not for who comes last: false
//> a is done
//> b is done
//> c has 3, left 0
//> c is done
//> d has 1, left 0
//> e has 2, left 0
//> d is done
//> e is done
//> all back: 3
