// A `catch` that swallows a cancellation only delays it: the next await is rejected again, whatever is awaited.
import { sleep, spawn, yieldNow } from "as-pollen";
import { print } from "./prelude";

async function ready(): Promise<i32> { return 7; }
async function stubborn(): Promise<string> {
  try {
    await sleep(100);
  } catch (e) {
    print(`1 ${e.message}`);
  }
  try {
    await sleep(0);
  } catch (e) {
    print(`2 ${e.message}`);
  }
  try {
    await yieldNow();
  } catch (e) {
    print(`3 ${e.message}`);
  }
  try {
    await 0;
  } catch (e) {
    print(`4 ${e.message}`);
  }
  try {
    await Promise.withResolvers<i32>().promise;
  } catch (e) {
    print(`5 ${e.message}`);
  }
  try {
    await Promise.all<void>([sleep(1), sleep(2)]);
  } catch (e) {
    print(`6 ${e.message}`);
  }
  print(`what has settled is delivered: ${await ready()} ${await Promise.resolve<i32>(8)}`);
  return "and it may still return";
}

export async function main(): Promise<void> {
  const task = spawn(stubborn());
  await sleep(1);
  task.cancel("first reason");
  task.cancel("second reason");
  print(await task);
  task.cancel("third reason");
  print(`${task.isDone}`);
}
//> 1 first reason
//> 2 first reason
//> 3 first reason
//> 4 first reason
//> 5 first reason
//> 6 first reason
//> what has settled is delivered: 7 8
//> and it may still return
//> true
