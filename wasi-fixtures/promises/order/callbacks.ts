// queueMicrotask, setTimeout, setInterval and their clearing, between jobs of promises.
import { sleep } from "as-pollen";
import { print } from "./prelude";

async function jobs(name: string, count: i32): Promise<void> {
  for (let i = 0; i < count; i++) {
    await 0;
    print(name + " " + i.toString());
  }
}

let interval = 0;
let fired = 0;
let other = 0;
let cleared = 0;
const open = Promise.withResolvers<i32>();

export async function main(): Promise<void> {
  setTimeout((): void => { print("timeout 0"); }, 0);
  setTimeout((): void => { print("timeout 1"); }, 1);
  queueMicrotask((): void => {
    print("microtask");
    queueMicrotask((): void => { print("microtask of a microtask"); });
    jobs("inner", 2);
  });
  jobs("outer", 3);
  print("main runs on");
  await sleep(5);

  setTimeout((): void => { print("later"); }, 20);
  setTimeout((): void => { print("sooner"); }, 10);
  setTimeout((): void => { print("as soon, but set after"); }, 10);
  setTimeout((): void => {
    print("two jobs between timers");
    jobs("between", 2);
    queueMicrotask((): void => { print("a job, too"); });
  }, 10);
  setTimeout((): void => { print("behind them"); }, 10);
  await sleep(30);

  interval = setInterval((): void => {
    print("interval " + (++fired).toString());
    if (fired == 3) clearInterval(interval);
  }, 7);
  await sleep(50);

  other = setInterval((): void => { print("interval that another timer stops"); }, 4);
  setTimeout((): void => { print("stop"); clearInterval(other); }, 13);
  await sleep(30);

  cleared = setTimeout((): void => { print("never"); }, 5);
  clearTimeout(cleared);
  clearTimeout(cleared);
  clearTimeout(0);
  clearTimeout(99_999);
  cleared = setTimeout((): void => { print("never: cleared by one of the same time"); }, 5);
  const victim = cleared;
  cleared = setTimeout((): void => { print("once"); clearTimeout(cleared); }, 6);
  clearTimeout(victim);
  await sleep(20);

  setTimeout((): void => {
    print("outer timeout");
    setTimeout((): void => {
      print("inner timeout");
      Promise.resolve<i32>(1).then((value: i32): void => { print("job of the inner timeout"); });
      setTimeout((): void => { open.resolve(3); }, 0);
    }, 0);
    setTimeout((): void => { print("second inner timeout"); }, 2);
  }, 1);
  print("open " + (await open.promise).toString());
  await sleep(10);
}
