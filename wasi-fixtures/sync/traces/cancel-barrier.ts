// One that is cancelled at the barrier has not arrived: it takes one more.
import { Barrier, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function arrive(barrier: Barrier, name: string): Promise<void> {
  try {
    const isLast = await barrier.wait();
    print(`${name} passes${isLast ? ", the last" : ""}`);
  } finally {
    print(`${name} ends`);
  }
}

export async function main(): Promise<void> {
  const barrier = new Barrier(3);
  spawn(arrive(barrier, "a"));
  const b = spawn(arrive(barrier, "b"));
  await sleep(1);
  b.cancel();
  await sleep(1);
  spawn(arrive(barrier, "c"));
  await sleep(1);
  print("c was not enough");
  spawn(arrive(barrier, "d"));
  await sleep(1);
}
//> b ends
//> c was not enough
//> d passes, the last
//> d ends
//> a passes
//> a ends
//> c passes
//> c ends
