// One notification is kept for who comes late; notifyAll is only for those who are there.
import { Notify, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function wait(notify: Notify, name: string): Promise<void> {
  await notify.wait();
  print(`${name} is awake`);
}

export async function main(): Promise<void> {
  const notify = new Notify();
  notify.notifyOne();
  notify.notifyOne();
  await wait(notify, "kept");
  spawn(wait(notify, "a"));
  spawn(wait(notify, "b"));
  spawn(wait(notify, "c"));
  await sleep(1);
  print("only one was kept");
  notify.notifyOne();
  await sleep(1);
  notify.notifyAll();
  print("all");
  await sleep(1);

  notify.notifyAll();
  spawn(wait(notify, "late"));
  await sleep(1);
  print("notifyAll keeps nothing");
  notify.notifyOne();
  notify.notifyOne();
  notify.notifyAll();
  await sleep(1);
  await wait(notify, "kept beside a waiter");
}
//> kept is awake
//> only one was kept
//> a is awake
//> all
//> b is awake
//> c is awake
//> notifyAll keeps nothing
//> late is awake
//> kept beside a waiter is awake
