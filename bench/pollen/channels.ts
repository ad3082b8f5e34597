// Channels and locks.
import { Channel, Mutex, spawn } from "as-pollen";

async function produce(to: Channel<i32>, count: i32): Promise<void> {
  for (let i = 0; i < count; i++) await to.send(i);
}

/** Sends `n` numbers from some producers to one consumer. */
export async function pass(capacity: i32, producers: i32, n: i32): Promise<i32> {
  const channel = new Channel<i32>(capacity);
  const each = n / producers;
  for (let i = 0; i < producers; i++) spawn(produce(channel, each));
  let sum = 0;
  for (let i = 0; i < producers * each; i++) sum += await channel.receive();
  return sum;
}

async function contend(mutex: Mutex, times: i32): Promise<void> {
  for (let i = 0; i < times; i++) {
    await mutex.lock();
    mutex.unlock();
  }
}

/** Two tasks hand a lock to each other, `n` times. */
export async function handOver(n: i32): Promise<i32> {
  const mutex = new Mutex();
  await mutex.lock();
  const tasks = [spawn(contend(mutex, n / 2)), spawn(contend(mutex, n / 2))];
  mutex.unlock();
  await tasks[0];
  await tasks[1];
  return n;
}
