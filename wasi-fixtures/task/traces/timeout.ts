// `timeout` cancels a call that was started on the spot, with what it has started; it only stops waiting for others.
import { now, sleep, spawn, timeout } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

async function work(name: string, ms: f64): Promise<string> {
  try {
    await sleep(ms);
    return `${name} done ${at()}`;
  } finally {
    print(`~${name} ${at()}`);
  }
}
async function both(): Promise<string> {
  const values = await Promise.all<string>([work("left", 20), work("right", 30)]);
  return values.join();
}
class Base {
  async run(): Promise<string> { return "base"; }
}
class Derived extends Base {
  async run(): Promise<string> { return work("derived", 20); }
}

export async function main(): Promise<void> {
  began = now();
  print(await timeout(work("in time", 5), 10));
  try {
    await timeout(both(), 10);
  } catch (e) {
    print(`${e.toString()} ${at()}`);
  }
  const held = work("held", 20);
  try {
    await timeout(held.then((v) => v), 10);
  } catch (e) {
    print(`${e.toString()} ${at()}`);
  }
  print(await held);
  const task = spawn(work("task", 20));
  try {
    await timeout(task, 10);
  } catch (e) {
    print(`${e.toString()} ${at()}`);
  }
  print(`${await task}`);
  const object: Base = new Derived();
  try {
    await timeout(object.run(), 10);
  } catch (e) {
    print(`${e.toString()} ${at()}`);
  }
  try {
    await timeout(timeout(sleep(100), 10), 50);
  } catch (e) {
    print(`${e.toString()} ${at()}`);
  }
  try {
    await timeout(timeout(sleep(100), 50), 10);
  } catch (e) {
    print(`${e.toString()} ${at()}`);
  }
  await timeout(sleep(10), 10);
  print(`at the same time the call wins: ${at()}`);
}
//> ~in time 5.0
//> in time done 5.0
//> ~left 15.0
//> ~right 15.0
//> TimeoutError: Timed out after 10 ms 15.0
//> TimeoutError: Timed out after 10 ms 25.0
//> ~held 35.0
//> held done 35.0
//> TimeoutError: Timed out after 10 ms 45.0
//> ~task 55.0
//> task done 55.0
//> ~derived 65.0
//> TimeoutError: Timed out after 10 ms 65.0
//> TimeoutError: Timed out after 10 ms 75.0
//> TimeoutError: Timed out after 10 ms 85.0
//> at the same time the call wins: 95.0
