// Whoever is cancelled in the queue leaves it; whoever is cancelled while it holds the lock gives it back.
import { Mutex, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function use(mutex: Mutex, name: string): Promise<void> {
  try {
    await mutex.run(async () => {
      print(`${name} in`);
      await sleep(10);
      print(`${name} out`);
    });
  } finally {
    print(`${name} ends`);
  }
}

export async function main(): Promise<void> {
  const mutex = new Mutex();
  const a = spawn(use(mutex, "a"));
  const b = spawn(use(mutex, "b"));
  const c = spawn(use(mutex, "c"));
  spawn(use(mutex, "d"));
  await sleep(1);
  b.cancel();
  await sleep(1);
  a.cancel();
  await sleep(1);
  c.cancel();
  await sleep(20);
  print(`locked: ${mutex.isLocked}`);
}
//> a in
//> b ends
//> c in
//> a ends
//> d in
//> c ends
//> d out
//> d ends
//> locked: false
