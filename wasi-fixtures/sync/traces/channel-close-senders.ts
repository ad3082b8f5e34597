// Senders that wait when the channel is closed are told, in their order, and their values are not received.
import { Channel, ChannelClosedError, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function send(channel: Channel<string>, value: string): Promise<void> {
  try {
    await channel.send(value);
    print(`sent ${value}`);
  } catch (e) {
    if (e instanceof ChannelClosedError) print(`kept ${value}`);
    else throw e;
  } finally {
    print(`done ${value}`);
  }
}

export async function main(): Promise<void> {
  const channel = new Channel<string>(1);
  spawn(send(channel, "a"));
  spawn(send(channel, "b"));
  spawn(send(channel, "c"));
  await sleep(1);
  channel.close();
  await sleep(1);
  print(`left ${channel.length}: ${await channel.receive()}`);
  print(`then nothing: ${channel.tryReceive() === null}`);
}
//> sent a
//> done a
//> kept b
//> done b
//> kept c
//> done c
//> left 1: a
//> then nothing: true
