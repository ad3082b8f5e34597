// Channels and locks in steady state, in the hands of a test.
import { Channel, Mutex, Notify, run, RwLock, Semaphore } from "as-pollen";

const full = new Channel<i32>(4);
const rendezvous = new Channel<i64>(0);
const texts = new Channel<string>(2);
const mutex = new Mutex();
const lock = new RwLock();
const semaphore = new Semaphore(3);
const notify = new Notify();

async function produce(rounds: i32): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    await full.send(i);
    await rendezvous.send(i);
    await texts.send("text");
    notify.notifyOne();
  }
}

async function consume(rounds: i32): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    await full.receive();
    await rendezvous.receive();
    await texts.receive();
    await notify.wait();
  }
}

async function contend(rounds: i32): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    await mutex.lock();
    await semaphore.acquire(2);
    await 0;
    mutex.unlock();
    semaphore.release(2);
    const side = i % 3 ? lock.read : lock.write;
    await side.lock();
    await 0;
    side.unlock();
  }
}

/** Runs them all; returns how many bytes of the heap that took. */
export function heapOf(rounds: i32): i32 {
  const before = <i32>heap.alloc(1);
  produce(rounds);
  consume(rounds);
  for (let i = 0; i < 5; i++) contend(rounds);
  run();
  return <i32>heap.alloc(1) - before;
}
