// How many turns of the job queue an await takes: the metronome prints each turn.
import { yieldNow } from "as-pollen";
import { print } from "./prelude";

async function metronome(turns: i32): Promise<void> {
  for (let i = 1; i <= turns; i++) {
    await 0;
    print("turn " + i.toString());
  }
}

async function ready(): Promise<i32> { return 7; }
async function nothing(): Promise<void> {}
async function once(): Promise<i32> { await nothing(); return 1; }
async function nested(): Promise<i32> { return (await once()) + (await once()); }
async function sum(): Promise<i32> { return (await ready()) + (await nested()) * (await ready()); }

async function values(): Promise<void> {
  print("values: eager");
  print("await 3 = " + (await 3).toString());
  print("await text = " + (await "text"));
  print("await 2.5 = " + (await 2.5).toString());
  await yieldNow();
  print("yielded");
}

async function calls(): Promise<void> {
  print("calls: eager");
  print("ready " + (await ready()).toString());
  await nothing();
  print("nothing");
  print("once " + (await once()).toString());
  print("nested " + (await nested()).toString());
  print("sum " + (await sum()).toString());
}

const settled = Promise.resolve<i32>(5);
const open = Promise.withResolvers<i32>();

async function waiter(name: string): Promise<void> {
  print(name + " waits");
  print(name + " has " + (await open.promise).toString());
  print(name + " has it again: " + (await open.promise).toString());
}

export async function main(): Promise<void> {
  const beats = metronome(40);
  const first = values(), second = calls();
  print("started");
  await first;
  print("first done");
  await second;
  print("second done");
  print("settled " + (await settled).toString());
  const a = waiter("a"), b = waiter("b"), c = waiter("c");
  open.resolve(11);
  print("resolved");
  await c;
  await b;
  await a;
  await beats;
}
