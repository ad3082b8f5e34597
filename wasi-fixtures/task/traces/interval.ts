// An interval keeps its rate; ticks that come too late are made up for, put off or left out.
import { Interval, interval, MissedTicks, now, sleep } from "as-pollen";
import { print } from "./prelude";

async function ticks(ticking: Interval): Promise<string> {
  const start = now();
  let times = "";
  for (let i = 0; i < 6; i++) {
    const due = await ticking.tick();
    times += ` ${due - start}@${now() - start}`;
    if (i == 1) await sleep(25);
    if (i == 4) await sleep(3);
  }
  return times;
}

export async function main(): Promise<void> {
  print("burst" + (await ticks(interval(10))));
  print("delay" + (await ticks(interval(10, MissedTicks.Delay))));
  print("skip" + (await ticks(interval(10, MissedTicks.Skip))));
  try {
    interval(0);
  } catch (e) {
    print(e.message);
  }
  const start = now(), iterator = interval(5)[Symbol.asyncIterator]();
  for (let i = 0; i < 2; i++) print(`${(await iterator.next()).value - start}`);
}
//> burst 10.0@10.0 20.0@20.0 30.0@45.0 40.0@45.0 50.0@50.0 60.0@60.0
//> delay 10.0@10.0 20.0@20.0 30.0@45.0 55.0@55.0 65.0@65.0 75.0@75.0
//> skip 10.0@10.0 20.0@20.0 30.0@45.0 50.0@50.0 60.0@60.0 70.0@70.0
//> interval: the period must be more than 0 ms
//> 5.0
//> 10.0
