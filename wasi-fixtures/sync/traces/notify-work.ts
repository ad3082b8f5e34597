// No wake-up is lost between looking for work and waiting for it, nor one too few for two consumers.
import { Notify, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

const work: i32[] = [];
const notify = new Notify();

async function consume(name: string): Promise<void> {
  while (true) {
    while (work.length) {
      const item = work.shift();
      if (item < 0) return;
      print(`${name}: ${item}`);
      await 0;
    }
    await notify.wait();
  }
}

function put(item: i32): void {
  work.push(item);
  notify.notifyOne();
}

export async function main(): Promise<void> {
  put(1);
  const consumers = [consume("a"), consume("b")];
  put(2);
  put(3);
  await sleep(1);
  put(4);
  await sleep(1);
  put(-1);
  put(-1);
  await Promise.all(consumers);
  print(`left ${work.length}`);
}
//> a: 1
//> a: 2
//> b: 3
//> a: 4
//> left 0
