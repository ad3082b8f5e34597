// Sending waits only while the channel is full; each value that is received makes room for the sender that waits.
import { Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function produce(channel: Channel<i32>): Promise<void> {
  for (let i = 1; i <= 4; i++) {
    await channel.send(i);
    print(`sent ${i}, holds ${channel.length}`);
  }
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(2);
  spawn(produce(channel));
  await sleep(1);
  for (let i = 0; i < 4; i++) {
    print(`received ${await channel.receive()}`);
    await sleep(1);
  }
}
//> sent 1, holds 1
//> sent 2, holds 2
//> received 1
//> sent 3, holds 2
//> received 2
//> sent 4, holds 2
//> received 3
//> received 4
