// A message that decides a select does not keep it from those who wait behind: also where both wait at one broadcast.
import { Broadcast, scope, select, sleep, Subscription } from "as-pollen";
import { print } from "./prelude";

async function either(first: Subscription<i32>, second: Subscription<i32>): Promise<void> {
  print(await select<string>([
    first.onReceive((n: i32) => `first ${n}`),
    second.onReceive((n: i32) => `second ${n}`),
  ]));
}

async function receive(from: Subscription<i32>, name: string): Promise<void> { print(`${name} ${await from.receive()}`); }

export async function main(): Promise<void> {
  const numbers = new Broadcast<i32>(4);
  const subscriptions = [numbers.subscribe(), numbers.subscribe(), numbers.subscribe()];
  await scope<void>(async (s) => {
    s.spawn(() => either(subscriptions[0], subscriptions[1]));
    s.spawn(() => receive(subscriptions[2], "behind"));
    await sleep(1);
    print(`sent to ${numbers.send(1)}`);
  });
}
//> sent to 3
//> behind 1
//> first 1
