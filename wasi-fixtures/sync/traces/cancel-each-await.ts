// A task is cancelled at each of its awaits in turn: every time its lock and permits come back, its finally blocks run, and
// no message is lost.
import { CancelledError, Channel, Mutex, Semaphore, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

class Trial {
  readonly from: Channel<i32> = new Channel<i32>(0);
  readonly to: Channel<i32> = new Channel<i32>(0);
  readonly mutex: Mutex = new Mutex();
  readonly semaphore: Semaphore = new Semaphore(2);
  trace: string = "";
}

async function work(trial: Trial): Promise<void> {
  let message = 0;
  try {
    await trial.mutex.run(async () => {
      trial.trace += " locked";
      await sleep(10);
      await trial.semaphore.run(async () => {
        trial.trace += " acquired";
        message = await trial.from.receive();
        trial.trace += " received";
        await sleep(10);
        await trial.to.send(message);
        message = 0;
        trial.trace += " sent";
      }, 2);
      await sleep(10);
    });
  } catch (e) {
    trial.trace += e instanceof CancelledError ? " cancelled" : e.message;
  } finally {
    if (message) trial.trace += ` kept ${message}`;
    trial.trace += " finally";
  }
}

/** Lets the task run for `ms`, then cancels it. */
async function cancelAt(ms: i32): Promise<void> {
  const trial = new Trial();
  await trial.mutex.lock();
  await trial.semaphore.acquire(2);
  const task = spawn(work(trial));
  setTimeout(() => { trial.mutex.unlock(); }, 10);
  setTimeout(() => { trial.semaphore.release(2); }, 30);
  spawn(trial.from.send(7));
  await sleep(ms);
  const delivered = ms > 45 ? trial.to.tryReceive() : null;
  await sleep(1);
  task.cancel();
  await sleep(50);
  const left = trial.from.tryReceive();
  trial.trace += left !== null ? " left" : delivered !== null ? " delivered" : "";
  print(`${ms}:${trial.trace}; ${trial.mutex.isLocked} ${trial.semaphore.available}`);
}

export async function main(): Promise<void> {
  for (let ms = 5; ms < 65; ms += 10) await cancelAt(ms);
}
//> 5: cancelled finally left; false 2
//> 15: locked cancelled finally left; false 2
//> 25: locked cancelled finally left; false 2
//> 35: locked acquired received cancelled kept 7 finally; false 2
//> 45: locked acquired received cancelled kept 7 finally; false 2
//> 55: locked acquired received sent cancelled finally delivered; false 2
