// A channel that is closed rejects the select that waits at it, and the other cases let go.
import { Channel, ChannelClosedError, onTimeout, select, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function wait(a: Channel<i32>, b: Channel<i32>): Promise<void> {
  try {
    await select<void>([
      a.onReceive((_: i32) => { print("a"); }),
      b.onReceive((_: i32) => { print("b"); }),
      onTimeout(1000, () => { print("timeout"); }),
    ]);
  } catch (e) {
    print(e instanceof ChannelClosedError ? "closed" : e.message);
  }
}

export async function main(): Promise<void> {
  const a = new Channel<i32>(0);
  const b = new Channel<i32>(0);
  const waiting = spawn(wait(a, b));
  await sleep(1);
  a.close();
  print(`nobody waits at b: ${b.trySend(1)}`);
  await waiting;
  await wait(a, b);

  const cancelled = spawn(wait(b, b));
  await sleep(1);
  cancelled.cancel("over");
  print(`nobody waits at b: ${b.trySend(1)}`);
  await sleep(1);
}
//> nobody waits at b: false
//> closed
//> closed
//> nobody waits at b: false
//> over
