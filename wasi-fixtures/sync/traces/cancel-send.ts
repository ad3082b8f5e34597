// A send that is cancelled while it waits has sent nothing; the others keep their order.
import { CancelledError, Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function send(channel: Channel<string>, value: string): Promise<void> {
  try {
    await channel.send(value);
    print(`sent ${value}`);
  } catch (e) {
    if (e instanceof CancelledError) print(`kept ${value}: ${e.message}`);
    throw e;
  }
}

export async function main(): Promise<void> {
  const channel = new Channel<string>(1);
  const a = spawn(send(channel, "a"));
  spawn(send(channel, "b"));
  const c = spawn(send(channel, "c"));
  spawn(send(channel, "d"));
  await sleep(1);
  c.cancel("not needed");
  a.cancel("too late");
  await sleep(1);
  for (let i = 0; i < 3; i++) print(`received ${await channel.receive()}`);
  print(`left ${channel.length}, nobody waits: ${channel.tryReceive() === null}`);
}
//> sent a
//> kept c: not needed
//> received a
//> received b
//> received d
//> left 0, nobody waits: true
//> sent b
//> sent d
