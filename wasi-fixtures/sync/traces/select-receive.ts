// select takes from one channel only: what is sent to the others stays there, and nobody is left waiting in them.
import { Channel, onTimeout, select, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

const left = new Channel<i32>(0);
const right = new Channel<string>(1);

async function next(): Promise<string> {
  return select<string>([
    left.onReceive((n: i32) => `left ${n}`),
    right.onReceive((text: string) => `right ${text}`),
    onTimeout(10, () => "nothing"),
  ]);
}

export async function main(): Promise<void> {
  print(await next());
  print(`nobody waits: ${left.trySend(0)}`);

  const waiting = spawn(next());
  await sleep(1);
  print(`sent to both: ${left.trySend(1)} ${right.trySend("a")}`);
  print(await waiting);
  print(`still there: ${right.length}`);
  print(await next());

  const one = spawn(next());
  const two = spawn(next());
  await sleep(1);
  right.trySend("b");
  left.trySend(2);
  print(`${await one}, ${await two}`);
  print(`nobody waits: ${left.trySend(3)}`);
}
//> nothing
//> nobody waits: false
//> sent to both: true true
//> left 1
//> still there: 1
//> right a
//> right b, left 2
//> nobody waits: false
