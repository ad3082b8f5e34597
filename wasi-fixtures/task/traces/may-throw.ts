// Calls that may throw before they return a promise are tasks from their first line on, too; one that throws leaves nothing.
import { now, sleep, spawn, timeout } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
async function work(ms: f64): Promise<void> {
  try {
    await sleep(ms);
    print("done");
  } finally {
    print(`~ ${now() - began}`);
  }
}
/** Not async: what it throws comes at once. */
function checked(ms: f64): Promise<void> {
  if (ms < 0) throw new RangeError("negative");
  return work(ms);
}
function start(ms: f64): void { spawn(checked(ms)); }

export async function main(): Promise<void> {
  began = now();
  try {
    await timeout(checked(100), 10);
  } catch (e) {
    print(`${e.toString()} ${now() - began}`);
  }
  try {
    await timeout(checked(-1), 10);
  } catch (e) {
    print(e.toString());
  }
  try {
    start(-1);
  } catch (e) {
    print(e.toString());
  }
  const task = spawn(checked(100));
  await sleep(1);
  task.cancel("enough");
  await task.catch((e) => { print(e.message); });
  await work(1);
}
//> ~ 10.0
//> TimeoutError: Timed out after 10 ms 10.0
//> RangeError: negative
//> RangeError: negative
//> ~ 11.0
//> enough
//> done
//> ~ 12.0
