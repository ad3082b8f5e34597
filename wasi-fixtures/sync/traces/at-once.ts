// Operations that need not wait do not take a turn, but 128 in a row are enough: others run then.
import { Channel, Mutex, Semaphore, spawn } from "as-pollen";
import { print } from "./prelude";

let turns = 0;
let isDone = false;
async function count(): Promise<void> {
  while (!isDone) {
    await 0;
    turns++;
  }
}

/** Prints how many turns went by since the last time. */
function report(what: string): void {
  print(`${what}: ${turns}`);
  turns = 0;
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(100);
  const mutex = new Mutex();
  const semaphore = new Semaphore(1);
  spawn(count());
  await 0;
  report("start");
  for (let i = 0; i < 20; i++) {
    await channel.send(i);
    await channel.receive();
    await mutex.lock();
    mutex.unlock();
  }
  report("60 operations");
  await 0;
  report("a value");
  for (let i = 0; i < 200; i++) await semaphore.acquire(0);
  report("200 operations");
  const held = [channel.send(1), channel.send(2)];
  await held[0];
  report("a promise that is kept");
  isDone = true;
}
//> start: 1
//> 60 operations: 0
//> a value: 1
//> 200 operations: 1
//> a promise that is kept: 1
