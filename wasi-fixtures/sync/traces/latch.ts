// Closed until it was counted down, then open for good.
import { Latch, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function wait(latch: Latch, name: string): Promise<void> {
  await latch.wait();
  print(`${name} goes on`);
}

export async function main(): Promise<void> {
  const latch = new Latch(3);
  spawn(wait(latch, "a"));
  spawn(wait(latch, "b"));
  latch.countDown();
  await sleep(1);
  print(`count ${latch.count}`);
  latch.countDown(5);
  print(`count ${latch.count}`);
  await wait(latch, "main");
  latch.countDown();
  await wait(latch, "again");
  await wait(new Latch(0), "open from the start");
}
//> count 2
//> count 0
//> main goes on
//> a goes on
//> b goes on
//> again goes on
//> open from the start goes on
