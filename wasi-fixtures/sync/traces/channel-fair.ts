// Producers that always have something to send, and consumers that always want it, all get their share.
import { Channel, spawn } from "as-pollen";
import { print } from "./prelude";

async function produce(channel: Channel<string>, name: string): Promise<void> {
  for (let i = 1; i <= 3; i++) await channel.send(name + i.toString());
}

async function consume(channel: Channel<string>, name: string, count: i32): Promise<void> {
  for (let i = 0; i < count; i++) print(`${name}: ${await channel.receive()}`);
}

export async function main(): Promise<void> {
  const channel = new Channel<string>(0);
  for (let i = 0; i < 3; i++) spawn(produce(channel, String.fromCharCode(97 + i)));
  await consume(channel, "one", 9);

  for (let i = 0; i < 2; i++) spawn(produce(channel, String.fromCharCode(120 + i)));
  const consumers = [consume(channel, "first", 3), consume(channel, "second", 3)];
  await Promise.all(consumers);
}
//> one: a1
//> one: b1
//> one: c1
//> one: a2
//> one: a3
//> one: b2
//> one: c2
//> one: b3
//> one: c3
//> first: x1
//> first: y1
//> first: x2
//> second: x3
//> second: y2
//> second: y3
