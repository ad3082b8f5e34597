// In a cancelled task no operation begins: it takes nothing, sends nothing, and is rejected; what does not wait still works.
import { Channel, Mutex, Notify, Semaphore, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

const channel = new Channel<i32>(4);
const mutex = new Mutex();
const semaphore = new Semaphore(1);
const notify = new Notify();

async function attempt(what: string, operation: () => Promise<void>): Promise<void> {
  try {
    await operation();
    print(`${what}: done`);
  } catch (e) {
    print(`${what}: ${e.name}`);
  }
}

async function work(): Promise<void> {
  try {
    await sleep(1000);
  } finally {
    await attempt("receive", async () => { await channel.receive(); });
    await attempt("send", async () => { await channel.send(2); });
    await attempt("lock", async () => { await mutex.lock(); });
    await attempt("acquire", async () => { await semaphore.acquire(); });
    await attempt("wait", async () => { await notify.wait(); });
    print(`tryReceive: ${channel.tryReceive()!.value}`);
  }
}

export async function main(): Promise<void> {
  channel.trySend(1);
  notify.notifyOne();
  const task = spawn(work());
  await sleep(1);
  task.cancel();
  await sleep(1);
  print(`holds ${channel.length}, locked ${mutex.isLocked}, permits ${semaphore.available}`);
  await notify.wait();
  print("the notification is still there");
}
//> receive: CancelledError
//> send: CancelledError
//> lock: CancelledError
//> acquire: CancelledError
//> wait: CancelledError
//> tryReceive: 1
//> holds 0, locked false, permits 1
//> the notification is still there
