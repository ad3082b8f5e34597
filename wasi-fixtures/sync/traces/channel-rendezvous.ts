// Capacity 0: a send is done when somebody has the value, and neither side goes ahead of the other.
import { Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function produce(channel: Channel<string>): Promise<void> {
  await channel.send("a");
  print("sent a");
  await channel.send("b");
  print("sent b");
}

async function consume(channel: Channel<string>): Promise<void> {
  print(`received ${await channel.receive()}`);
}

export async function main(): Promise<void> {
  const channel = new Channel<string>();
  print(`no receiver: ${channel.trySend("lost")}`);
  spawn(produce(channel));
  await sleep(1);
  print(`a waits, holds ${channel.length}`);
  await consume(channel);
  await sleep(1);
  print("b waits");
  await consume(channel);
  await sleep(1);

  const waiting = spawn(consume(channel));
  await sleep(1);
  print(`a receiver waits: ${channel.trySend("c")}`);
  await waiting;
}
//> no receiver: false
//> a waits, holds 0
//> received a
//> sent a
//> b waits
//> received b
//> sent b
//> a receiver waits: true
//> received c
