// run gives the lock back however the work ends, and its result to the caller.
import { Mutex, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function fail(): Promise<i32> {
  await sleep(1);
  throw new Error("failed later");
}
function failAtOnce(): Promise<string> { throw new Error("failed at once"); }
async function attempt(mutex: Mutex): Promise<void> {
  try {
    await mutex.run(fail);
  } catch (e) {
    print(`${e.message}, locked: ${mutex.isLocked}`);
  }
  try {
    await mutex.run(failAtOnce);
  } catch (e) {
    print(`${e.message}, locked: ${mutex.isLocked}`);
  }
}

export async function main(): Promise<void> {
  const mutex = new Mutex();
  let count = 0;
  const add = async (): Promise<void> => {
    const before = count;
    await sleep(1);
    count = before + 1;
  };
  const tasks = new Array<Promise<void>>();
  for (let i = 0; i < 5; i++) tasks.push(spawn(mutex.run(add)));
  await Promise.all(tasks);
  print(`counted ${count}`);
  print(await mutex.run(async () => "result"));
  await attempt(mutex);
}
//> counted 5
//> result
//> failed later, locked: false
//> failed at once, locked: false
