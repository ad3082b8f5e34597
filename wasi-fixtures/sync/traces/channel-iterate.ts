// The iterator of a channel ends when the channel is closed and empty; several share what comes.
import { Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function consume(channel: Channel<i32>, name: string): Promise<void> {
  const values = channel[Symbol.asyncIterator]();
  for (let step = await values.next(); !step.done; step = await values.next()) print(`${name}: ${step.value}`);
  print(`${name} is done`);
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(2);
  const consumers = [consume(channel, "left"), consume(channel, "right")];
  for (let i = 0; i < 5; i++) await channel.send(i);
  channel.close();
  await Promise.all(consumers);
  await consume(channel, "late");
}
//> left: 0
//> right: 1
//> left: 2
//> right: 3
//> left: 4
//> right is done
//> left is done
//> late is done
