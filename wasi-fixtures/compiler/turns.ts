// Who goes first: eager starts, one turn an await, the ticks of `return promise`, callbacks, timers.
import { sleep, yieldNow } from "as-pollen";

async function log(name: string, turns: i32): Promise<void> {
  for (let i = 0; i < turns; i++) {
    print(`${name}${i}`);
    await yieldNow();
  }
  print(`${name} done`);
}

async function value(): Promise<i32> {
  return 1;
}

async function returnsPromise(): Promise<i32> {
  return value();
}

async function nextTurn(): Promise<i32> {
  await yieldNow();
  return 2;
}

async function returnsPending(): Promise<i32> {
  return nextTurn();
}

async function returnsPendingAwaited(): Promise<i32> {
  return await nextTurn();
}

async function returnsAwaited(): Promise<i32> {
  return await value();
}

async function awaitsNumber(): Promise<i32> {
  return (await 5) + (await 6);
}

async function awaitsObject(): Promise<string> {
  const list = await [1, 2];
  return (await "text") + list.join();
}

async function nothing(): Promise<void> {}

async function noReturn(stop: bool): Promise<void> {
  if (stop) return;
  await nothing();
  print("went on");
}

async function returnsVoidPromise(): Promise<void> {
  return sleep(1);
}

async function fails(early: bool): Promise<i32> {
  if (!early) await yieldNow();
  if (print("failing"), true) throw new Error(`failed ${early}`);
  return 1;
}

async function passesOn(early: bool): Promise<string> {
  const n = await fails(early);
  print("not reached");
  return `${n}`;
}

async function rejects(): Promise<i32> {
  return Promise.reject<i32>(new Error("rejected"));
}

export async function main(): Promise<void> {
  const a = log("a", 3);
  print("started");
  const b = log("b", 4);
  await a;
  print("after a");
  await b;
  print("after b");

  returnsPromise().then<void>((n: i32): void => print("promise returned"));
  returnsAwaited().then<void>((n: i32): void => print("awaited returned"));
  value().then<void>((n: i32): void => print("value returned"));
  awaitsNumber().then<void>((n: i32): void => print(`number ${n}`));
  returnsPending().then<void>((n: i32): void => print(`pending ${n}`));
  returnsPendingAwaited().then<void>((n: i32): void => print(`pending awaited ${n}`));
  const pending = Promise.withResolvers<i32>();
  pending.promise.then<void>((n: i32): void => print(`resolved with a pending one ${n}`));
  pending.resolve(nextTurn());
  const c = log("c", 12);
  queueMicrotask((): void => print("microtask"));
  print(await awaitsObject());
  await c;

  await noReturn(true);
  await noReturn(false);
  await returnsVoidPromise();
  setTimeout((): void => print("timer 2"), 2);
  setTimeout((): void => print("timer 1"), 1);
  const d = sleep(1).then<void>((): void => print("slept 1"));
  await sleep(3);
  await d;

  print(await passesOn(true).catch<string>((e: Error): string => `caught ${e.message}`));
  print(await passesOn(false).catch<string>((e: Error): string => `caught ${e.message}`));
  const e = rejects()
    .finally<void>((): void => print("finally"))
    .catch<i32>((reason: Error): i32 => reason.message.length);
  const f = log("f", 9);
  print(`${await e}`);
  await f;
  const settled = await Promise.allSettled<i32>([fails(true), value(), fails(false), rejects()]);
  print(settled.map<string>((s: PromiseSettledResult<i32>): string => s.status).join());
  print(`${await Promise.any<i32>([rejects(), returnsPromise(), value()])}`);
  print(`${(await Promise.all<i32>([awaitsNumber(), value(), returnsPromise()])).join()}`);
  await Promise.all<void>([log("g", 2), log("h", 1), nothing()]);
  const gate = Promise.withResolvers<string>();
  setTimeout((): void => print("before the gate"), 1);
  sleep(2);
  gate.resolve("open");
  print(await gate.promise);
}
