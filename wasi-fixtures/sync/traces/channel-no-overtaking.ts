// The room that a receiver makes belongs to the sender that waits longest: trySend does not slip in.
import { Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function send(channel: Channel<i32>, value: i32): Promise<void> {
  await channel.send(value);
  print(`sent ${value}`);
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(1);
  channel.trySend(1);
  spawn(send(channel, 2));
  spawn(send(channel, 3));
  await sleep(1);
  print(`received ${channel.tryReceive()!.value}, trySend: ${channel.trySend(9)}`);
  print(`received ${channel.tryReceive()!.value}, trySend: ${channel.trySend(9)}`);
  print(`received ${channel.tryReceive()!.value}, trySend: ${channel.trySend(4)}`);
  await sleep(1);
  print(`received ${await channel.receive()}, left: ${channel.length}`);
}
//> received 1, trySend: false
//> received 2, trySend: false
//> received 3, trySend: true
//> sent 2
//> sent 3
//> received 4, left: 0
