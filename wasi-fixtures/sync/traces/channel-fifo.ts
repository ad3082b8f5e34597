// Whoever waits is served in the order of coming: receivers, and senders.
import { Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function receive(channel: Channel<i32>, name: string): Promise<void> {
  print(`${name} has ${await channel.receive()}`);
}

async function send(channel: Channel<i32>, value: i32): Promise<void> {
  await channel.send(value);
  print(`sent ${value}`);
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(1);
  for (let i = 0; i < 3; i++) spawn(receive(channel, `receiver ${i}`));
  await sleep(1);
  for (let i = 0; i < 3; i++) print(`taken at once: ${channel.trySend(10 + i)}`);
  await sleep(1);

  for (let i = 20; i < 24; i++) spawn(send(channel, i));
  await sleep(1);
  print("senders wait");
  for (let i = 20; i < 24; i++) await receive(channel, "main");
}
//> taken at once: true
//> taken at once: true
//> taken at once: true
//> receiver 0 has 10
//> receiver 1 has 11
//> receiver 2 has 12
//> sent 20
//> senders wait
//> main has 20
//> sent 21
//> main has 21
//> sent 22
//> main has 22
//> sent 23
//> main has 23
