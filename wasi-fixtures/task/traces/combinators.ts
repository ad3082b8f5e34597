// Cancelling what waits for a combinator cancels the calls that it was given, if they belong to the same task.
import { sleep, spawn, Task } from "as-pollen";
import { pendingTimers } from "as-pollen/assembly/core/timers";
import { print } from "./prelude";

async function work(name: string, ms: f64): Promise<string> {
  try {
    await sleep(ms);
    return name;
  } finally {
    print(`~${name}`);
  }
}
async function races(): Promise<string> { return await Promise.race<string>([work("a", 10), work("b", 100)]); }
async function all(): Promise<string> { return (await Promise.all<string>([work("c", 10), work("d", 100)])).join(); }
async function chained(): Promise<string> { return await work("e", 100).then((v) => v + "!"); }
async function returned(): Promise<string> { return work("f", 100); }

export async function main(): Promise<void> {
  const tasks: Task<string>[] = [spawn(races()), spawn(all()), spawn(chained()), spawn(returned())];
  await sleep(20);
  for (const task of tasks) task.cancel("over");
  for (const result of await Promise.allSettled<string>(tasks.map<Promise<string>>((task) => task))) {
    print(result.status == "fulfilled" ? result.value : result.reason!.toString());
  }
  print(`timers: ${pendingTimers()}`);
}
//> ~a
//> ~c
//> ~b
//> ~d
//> ~e
//> ~f
//> a
//> CancelledError: over
//> CancelledError: over
//> CancelledError: over
//> timers: 0
