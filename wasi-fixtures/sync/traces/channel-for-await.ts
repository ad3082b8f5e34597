// for await receives until the channel is closed and empty; leaving the loop leaves the rest to others.
import { Broadcast, Channel, spawn } from "as-pollen";
import { print } from "./prelude";

async function produce(channel: Channel<i32>, count: i32): Promise<void> {
  for (let i = 1; i <= count; i++) await channel.send(i);
  channel.close();
  print("closed");
}

async function first(channel: Channel<i32>): Promise<i32> {
  for await (const n of channel) return n;
  return -1;
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(0);
  spawn(produce(channel, 4));
  print(`first ${await first(channel)}`);
  for await (const n of channel) print(`then ${n}`);
  print(`no more: ${await first(channel)}`);

  const news = new Broadcast<string>(4);
  const mine = news.subscribe();
  for (let i = 1; i <= 3; i++) news.send(`message ${i}`);
  for await (const text of mine) {
    print(text);
    if (text == "message 2") break;
  }
  print(`left ${mine.length}`);
  mine.close();
  for await (const text of mine) print(text);
}
//> first 1
//> then 2
//> then 3
//> closed
//> then 4
//> no more: -1
//> message 1
//> message 2
//> left 1
