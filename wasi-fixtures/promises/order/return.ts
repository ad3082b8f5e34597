// What returning a promise costs, by every way to write it.
import { print } from "./prelude";

async function metronome(turns: i32): Promise<void> {
  for (let i = 1; i <= turns; i++) {
    await 0;
    print("turn " + i.toString());
  }
}

async function value(): Promise<i32> { return 1; }
async function promise(): Promise<i32> { return value(); }
async function awaited(): Promise<i32> { return await value(); }
async function twice(): Promise<i32> { return promise(); }
async function late(): Promise<i32> { await 0; return value(); }
async function lateTwice(): Promise<i32> { await 0; return late(); }
async function failing(): Promise<i32> { throw new Error("failing"); }
async function followsFailing(): Promise<i32> { return failing(); }
async function awaitsFailing(): Promise<i32> { return await failing(); }
async function nothing(): Promise<void> {}
async function followsNothing(): Promise<void> { return nothing(); }
async function awaitsNothing(): Promise<void> { return await nothing(); }
const open = Promise.withResolvers<i32>();
async function followsOpen(): Promise<i32> { return open.promise; }

async function report(name: string, result: Promise<i32>): Promise<void> {
  print(name + " = " + (await result).toString());
}
async function reportVoid(name: string, result: Promise<void>): Promise<void> {
  await result;
  print(name);
}

export async function main(): Promise<void> {
  const beats = metronome(16);
  const all: Promise<void>[] = [
    report("value", value()), report("promise", promise()), report("awaited", awaited()), report("twice", twice()),
    report("late", late()), report("lateTwice", lateTwice()), report("followsOpen", followsOpen()),
    reportVoid("nothing", nothing()), reportVoid("followsNothing", followsNothing()),
    reportVoid("awaitsNothing", awaitsNothing()),
    failing().then(null, (reason: Error): void => { print("failing: " + reason.message); }),
    followsFailing().then(null, (reason: Error): void => { print("followsFailing: " + reason.message); }),
    awaitsFailing().then(null, (reason: Error): void => { print("awaitsFailing: " + reason.message); }),
  ];
  print("started");
  await 0;
  open.resolve(9);
  for (let i = 0; i < all.length; i++) await all[i];
  await beats;
}
