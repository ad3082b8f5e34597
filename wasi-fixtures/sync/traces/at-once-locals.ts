// What lives across awaits is there behind an operation that is done at once, whichever await the call was resumed at before.
import { Channel } from "as-pollen";
import { print } from "./prelude";

async function receive(channel: Channel<i32>, name: string, factor: i32): Promise<void> {
  for (let i = 0; i < 6; i++) {
    if (i % 2 == 0) {
      await 0;
      continue;
    }
    const value = await channel.receive();
    print(`${name} has ${value * factor}`);
  }
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(4);
  for (let i = 1; i < 4; i++) channel.trySend(i);
  await receive(channel, "main", 10);
}
//> main has 10
//> main has 20
//> main has 30
