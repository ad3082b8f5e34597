// What could differ between engines and runs: timers, random numbers, the date, the order of tasks, cancellation, memory.
import { Channel, moveOnAfter, scope, sleep } from "as-pollen";

// @ts-ignore: decorator
@external("host", "lookup")
declare function lookup(key: i32): Promise<i32>;

const seen = new Map<string, f64>();

export async function add(a: f64, b: f64): Promise<f64> {
  await sleep(a % 7);
  seen.set(a.toString(), Math.sin(a));
  return a + b;
}

export async function main(): Promise<i32> {
  const channel = new Channel<i32>(4);
  await scope<void>(async (s) => {
    for (let worker = 0; worker < 3; worker++) {
      s.spawn(async () => {
        for await (const n of channel) {
          await moveOnAfter(3, async () => { await sleep(5 * Math.random()); });
          console.log(worker.toString() + " " + n.toString() + " " + Date.now().toString());
        }
      });
    }
    for (let i = 0; i < 40; i++) await channel.send(await lookup(i) + <i32>(100 * Math.random()));
    channel.close();
  });
  const keys = seen.keys();
  for (let i = 0; i < keys.length; i++) console.error(keys[i] + " " + seen.get(keys[i]).toString());
  return 3;
}
