// Channels and locks made of V8's promises.

class Channel {
  values = [];
  senders = [];
  receivers = [];

  constructor(capacity) {
    this.capacity = capacity;
  }

  send(value) {
    const receiver = this.receivers.shift();
    if (receiver) receiver(value);
    else if (this.values.length < this.capacity) this.values.push(value);
    else return new Promise((resolve) => this.senders.push({ value, resolve }));
    return undefined;
  }

  receive() {
    const sender = this.senders.shift();
    if (sender) {
      this.values.push(sender.value);
      sender.resolve();
    }
    return this.values.length ? this.values.shift() : new Promise((resolve) => this.receivers.push(resolve));
  }
}

class Mutex {
  isLocked = false;
  waiters = [];

  lock() {
    if (this.isLocked) return new Promise((resolve) => this.waiters.push(resolve));
    this.isLocked = true;
    return undefined;
  }

  unlock() {
    const next = this.waiters.shift();
    if (next) next();
    else this.isLocked = false;
  }
}

async function produce(to, count) {
  for (let i = 0; i < count; i++) await to.send(i);
}

/** Sends `n` numbers from some producers to one consumer. */
export async function pass(capacity, producers, n) {
  const channel = new Channel(capacity);
  const each = n / producers;
  for (let i = 0; i < producers; i++) produce(channel, each);
  let sum = 0;
  for (let i = 0; i < producers * each; i++) sum += await channel.receive();
  return sum;
}

async function contend(mutex, times) {
  for (let i = 0; i < times; i++) {
    await mutex.lock();
    mutex.unlock();
  }
}

/** Two tasks hand a lock to each other, `n` times. */
export async function handOver(n) {
  const mutex = new Mutex();
  await mutex.lock();
  const tasks = [contend(mutex, n / 2), contend(mutex, n / 2)];
  mutex.unlock();
  await Promise.all(tasks);
}
