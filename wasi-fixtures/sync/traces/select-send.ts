// select sends one of several values: those of the others are not sent. With itself it does not meet.
import { Channel, onTimeout, select, SelectOrder, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function offer(first: Channel<string>, second: Channel<string>): Promise<string> {
  return select<string>([
    first.onSend("one", () => "sent one"),
    second.onSend("two", () => "sent two"),
    onTimeout(10, () => "nobody wants it"),
  ]);
}

export async function main(): Promise<void> {
  const first = new Channel<string>(0);
  const second = new Channel<string>(0);
  print(await offer(first, second));
  print(`nothing was sent: ${first.tryReceive() === null} ${second.tryReceive() === null}`);

  const waiting = spawn(offer(first, second));
  await sleep(1);
  print(`received ${second.tryReceive()!.value}`);
  print(`only once: ${first.tryReceive() === null}`);
  print(await waiting);

  print(await select<string>([
    first.onSend("to itself", () => "sent"),
    first.onReceive((text: string) => `received ${text}`),
    onTimeout(10, () => "alone"),
  ]));

  const full = new Channel<i32>(1);
  print(await select<string>([full.onSend(5, () => `sent at once, holds ${full.length}`), onTimeout(0, () => "late")]));
  for (let i = 0; i < 4; i++) {
    print(await select<string>([
      full.onSend(6 + i, () => `sent ${6 + i}, holds ${full.length}`),
      full.onReceive((n: i32) => `received ${n}, holds ${full.length}`),
    ], SelectOrder.Listed));
  }
  for (let i = 0; i < 2; i++) {
    print(await select<string>([
      full.onReceive((n: i32) => `received ${n}`),
      full.onSend(20, () => `sent, holds ${full.length}`),
    ], SelectOrder.Listed));
  }
}
//> nobody wants it
//> nothing was sent: true true
//> received two
//> only once: true
//> sent two
//> alone
//> sent at once, holds 1
//> received 5, holds 0
//> sent 7, holds 1
//> received 7, holds 0
//> sent 9, holds 1
//> received 9
//> sent, holds 1
