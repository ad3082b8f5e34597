// Permits that are added, taken without waiting, and given back however the work ends.
import { Semaphore, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function wait(semaphore: Semaphore, permits: i32): Promise<void> {
  await semaphore.acquire(permits);
  print(`got ${permits}, left ${semaphore.available}`);
}

async function fail(): Promise<void> { throw new Error("failed"); }

export async function main(): Promise<void> {
  const semaphore = new Semaphore(0);
  spawn(wait(semaphore, 1));
  spawn(wait(semaphore, 4));
  spawn(wait(semaphore, 1));
  await sleep(1);
  print("add 1");
  semaphore.release();
  await sleep(1);
  print("add 3");
  semaphore.release(3);
  await sleep(1);
  print("add 5");
  semaphore.release(5);
  await sleep(1);

  print(`${semaphore.tryAcquire(4)} ${semaphore.tryAcquire(3)} ${semaphore.available}`);
  semaphore.release(3);
  try {
    await semaphore.run(fail, 2);
  } catch (e) {
    print(`${e.message}, available ${semaphore.available}`);
  }
  print(`sum ${await semaphore.run(async () => 1 + semaphore.available, 3)}`);
  try {
    semaphore.release(i32.MAX_VALUE);
  } catch (e) {
    print(e.message);
  }
}
//> add 1
//> got 1, left 0
//> add 3
//> add 5
//> got 4, left 3
//> got 1, left 3
//> false true 0
//> failed, available 3
//> sum 1
//> Semaphore.release: too many permits
