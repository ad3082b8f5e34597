// One that waits for many permits holds up those behind; when it is cancelled they go on at once, and no permit is lost.
import { Semaphore, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function use(semaphore: Semaphore, name: string, permits: i32): Promise<void> {
  try {
    await semaphore.acquire(permits);
    print(`${name} has ${permits}, left ${semaphore.available}`);
  } finally {
    print(`${name} ends`);
  }
}

export async function main(): Promise<void> {
  const semaphore = new Semaphore(2);
  const many = spawn(use(semaphore, "many", 5));
  const two = spawn(use(semaphore, "two", 2));
  spawn(use(semaphore, "one", 1));
  spawn(use(semaphore, "another", 1));
  await sleep(1);
  print("cancel two, in the middle");
  two.cancel();
  await sleep(1);
  print("cancel many, in front");
  many.cancel();
  await sleep(1);
  print(`left ${semaphore.available}`);
}
//> cancel two, in the middle
//> two ends
//> cancel many, in front
//> one has 1, left 0
//> one ends
//> another has 1, left 0
//> another ends
//> many ends
//> left 0
