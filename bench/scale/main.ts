// How costs grow with the number of things: PROGRAM tasks|timers|channels N. Prints the time of one of them, in nanoseconds, and
// the linear memory while all are there. Built with virtual time: sleeping takes none, only the work for it.
import { Channel, sleep, spawn, yieldNow } from "as-pollen";
import { clock, memoryBytes, Random, report } from "../pollen/measure";

/** How much memory there was when all were there. */
let most: f64 = 0;

async function switches(times: i32): Promise<void> {
  for (let i = 0; i < times; i++) await yieldNow();
  most = max(most, memoryBytes());
}

/** Starts tasks, each of which yields 4 times, and joins them. */
async function tasks(n: i32): Promise<void> {
  const all = new Array<Promise<void>>(n);
  for (let i = 0; i < n; i++) all[i] = spawn(switches(4));
  for (let i = 0; i < n; i++) await all[i];
}

/** Sleeps of up to 100 s, all at the same time. */
async function timers(n: i32): Promise<void> {
  const all = new Array<Promise<void>>(n);
  const random = new Random();
  for (let i = 0; i < n; i++) all[i] = sleep(<f64>(random.next() % 100_000));
  most = max(most, memoryBytes());
  for (let i = 0; i < n; i++) await all[i];
}

async function receive(from: Channel<i32>): Promise<i32> { return await from.receive(); }

/** Channels, at each of which a task waits; each gets a message. */
async function channels(n: i32): Promise<void> {
  const all = new Array<Channel<i32>>(n), receivers = new Array<Promise<i32>>(n);
  for (let i = 0; i < n; i++) receivers[i] = spawn(receive(all[i] = new Channel<i32>(1)));
  most = max(most, memoryBytes());
  for (let i = 0; i < n; i++) await all[i].send(i);
  for (let i = 0; i < n; i++) await receivers[i];
}

async function work(curve: string, n: i32): Promise<void> {
  if (curve == "tasks") return tasks(n);
  if (curve == "timers") return timers(n);
  return channels(n);
}

export async function main(args: string[]): Promise<void> {
  const curve = args[0], n = <i32>parseInt(args[1]);
  await work(curve, min(n, 10_000)); // warm
  const times = max(1, 100_000 / n);
  const began = clock();
  for (let i = 0; i < times; i++) await work(curve, n);
  report("time", (clock() - began) / times / n, "ns");
  report("memory", most, "B");
}
