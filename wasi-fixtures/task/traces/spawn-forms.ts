// What `spawn` takes: a call, a function, a promise; and what a task knows of itself.
import { scope, sleep, spawn, Task } from "as-pollen";
import { print } from "./prelude";

async function number(n: i32): Promise<i32> { return n; }
async function later(n: i32): Promise<i32> {
  await sleep(10);
  return n;
}
async function starts(log: string[]): Promise<void> {
  loose(log);
  await sleep(100);
}
async function loose(log: string[]): Promise<void> {
  try {
    await sleep(100);
  } finally {
    log.push("what it had started was cancelled, too");
  }
}
async function show<T>(task: Task<T>): Promise<void> {
  print(`"${task.name}" ${task.isDone} ${task.isCancelled}`);
  const value = await task;
  print(`"${task.name}" ${task.isDone} ${task.isCancelled} ${value}`);
}

export async function main(): Promise<void> {
  await show<i32>(spawn(number(1), "ready"));
  await show<i32>(spawn(later(2), "call"));
  await show<i32>(spawn(() => later(3), "function"));
  await show<i32>(spawn(async () => {
    await sleep(1);
    return 4;
  }));
  const promise = later(5);
  await show<i32>(spawn(promise, "promise"));
  await show<i32>(spawn(later(6).then((n) => n + 1), "followed"));
  const task = spawn(later(8));
  print(`the same task: ${spawn(task) === task}`);
  await task;
  const log: string[] = [], cancelled = spawn(starts(log));
  await sleep(1);
  cancelled.cancel();
  print(`${cancelled.isCancelled}`);
  await cancelled.catch((e) => { print(e.toString()); });
  print(log.join());
  const open = Promise.withResolvers<i32>();
  const waiting = spawn(open.promise);
  waiting.cancel("no longer waited for");
  await waiting.catch((e) => {
    print(e.toString());
    return 0;
  });
  open.resolve(9);
  print(`the promise itself is as it was: ${await open.promise}`);
  await scope(async (s) => {
    const name = s.spawn(() => later(10), "in a scope").name;
    print(`${name} ${s.pending}`);
  });
}
//> "ready" true false
//> "ready" true false 1
//> "call" false false
//> "call" true false 2
//> "function" false false
//> "function" true false 3
//> "" false false
//> "" true false 4
//> "promise" false false
//> "promise" true false 5
//> "followed" false false
//> "followed" true false 7
//> the same task: true
//> true
//> CancelledError: Cancelled
//> what it had started was cancelled, too
//> CancelledError: no longer waited for
//> the promise itself is as it was: 9
//> in a scope 1
