// A notification goes to somebody who takes it: not to one that has given up, and it stays with one that was woken.
import { CancelledError, Notify, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function wait(notify: Notify, name: string): Promise<void> {
  try {
    await notify.wait();
    print(`${name} is awake`);
  } catch (e) {
    if (e instanceof CancelledError) print(`${name} has given up`);
    throw e;
  }
}

export async function main(): Promise<void> {
  const notify = new Notify();
  const a = spawn(wait(notify, "a"));
  const b = spawn(wait(notify, "b"));
  spawn(wait(notify, "c"));
  await sleep(1);
  a.cancel();
  notify.notifyOne();
  b.cancel();
  notify.notifyOne();
  await sleep(1);

  const d = spawn(wait(notify, "d"));
  await sleep(1);
  d.cancel();
  notify.notifyOne();
  await wait(notify, "kept");
}
//> a has given up
//> b is awake
//> c is awake
//> kept is awake
//> d has given up
