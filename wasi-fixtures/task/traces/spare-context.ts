// A task that ends at once leaves its context to the next one, but not to one that is started within another task.
import { sleep, spawn, timeout } from "as-pollen";
import { print } from "./prelude";

async function wait(ms: f64): Promise<void> { if (ms > 0) await sleep(ms); }

async function outer(): Promise<void> {
  await sleep(1);
  await timeout(wait(20), 10).catch((e) => { print(e.message); });
}

export async function main(): Promise<void> {
  const task = spawn(outer());
  spawn(wait(0));
  await task;
  await spawn(outer());
  spawn(wait(0));
  await spawn(wait(1));
  print("done");
}
//> Timed out after 10 ms
//> Timed out after 10 ms
//> done
