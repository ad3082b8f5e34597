// `select` gives the first of several, in a fair order or in that of the list, and leaves nothing of the others behind.
import { now, onSettled, onTimeout, scope, select, SelectOrder, sleep } from "as-pollen";
import { pendingTimers } from "as-pollen/assembly/core/timers";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

async function value(n: i32, ms: f64): Promise<i32> {
  await sleep(ms);
  return n;
}

export async function main(): Promise<void> {
  began = now();
  print(await select<string>([onTimeout(20, () => "late"), onTimeout(10, () => "early"), onTimeout(30, () => "later")]));
  print(`${at()}, timers: ${pendingTimers()}`);
  const slow = value(7, 50);
  print(await select<string>([onSettled(slow, (n: i32) => `value ${n}`), onTimeout(10, () => "timeout")]));
  print(await select<string>([onSettled(slow, (n: i32) => `value ${n}`), onTimeout(100, () => "timeout")]));
  print(await select<string>([onSettled(slow, (n: i32) => `value ${n} is there`), onTimeout(0, () => "timeout")]));
  const ready = [Promise.resolve<i32>(0), Promise.resolve<i32>(1), Promise.resolve<i32>(2)];
  let fair = "", listed = "";
  for (let i = 0; i < 6; i++) {
    const cases = [
      onSettled(ready[0], (n: i32) => n), onSettled(ready[1], (n: i32) => n), onSettled(ready[2], (n: i32) => n),
    ];
    fair += `${await select<i32>(cases)}`;
    listed += `${await select<i32>(cases, SelectOrder.Listed)}`;
  }
  print(`fair: ${fair.split("").sort().join("")}, listed: ${listed}`);
  try {
    await select<void>([onSettled(Promise.reject<i32>(new Error("rejected")), (_: i32) => {}), onTimeout(1, () => {})]);
  } catch (e) {
    print(e.message);
  }
  try {
    await select<void>([onTimeout(1, () => { throw new Error("thrown by the function"); })]);
  } catch (e) {
    print(e.message);
  }
  print(await select<Promise<string>>([onTimeout(1, async () => { await sleep(5); return `an async function ${at()}`; })]));
  await scope(async (s) => {
    s.spawn(async () => {
      try {
        await select<void>([onTimeout(100, () => { print("not printed"); }), onSettled(value(1, 200), (_: i32) => {})]);
      } catch (e) {
        print(`cancelled: ${e.message}, timers: ${pendingTimers()}`);
        throw e;
      }
    });
    await sleep(1);
    s.cancel("over");
  });
}
//> early
//> 10.0, timers: 0
//> timeout
//> value 7
//> value 7 is there
//> fair: 001122, listed: 000000
//> rejected
//> thrown by the function
//> an async function 67.0
//> cancelled: over, timers: 0
