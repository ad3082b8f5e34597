// A queue of limited length, made of a mutex and two conditions.
import { Condition, Mutex, spawn } from "as-pollen";
import { print } from "./prelude";

const mutex = new Mutex();
const notFull = new Condition(mutex);
const notEmpty = new Condition(mutex);
const items: i32[] = [];
let most = 0;

async function produce(from: i32): Promise<void> {
  for (let i = from; i < from + 3; i++) {
    await mutex.lock();
    await notFull.waitFor(() => items.length < 2);
    items.push(i);
    most = max(most, items.length);
    notEmpty.notify();
    mutex.unlock();
  }
}

async function consume(): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    await mutex.lock();
    await notEmpty.waitFor(() => items.length > 0);
    sum += items.shift();
    notFull.notify();
    mutex.unlock();
  }
  return sum;
}

export async function main(): Promise<void> {
  const consumers = [consume(), consume()];
  spawn(produce(10));
  spawn(produce(20));
  const sums = await Promise.all(consumers);
  print(`all ${sums[0] + sums[1]}, at most ${most}, left ${items.length}, locked ${mutex.isLocked}`);
}
//> all 96, at most 2, left 0, locked false
