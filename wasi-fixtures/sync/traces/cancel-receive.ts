// A receiver that is cancelled while it waits takes nothing; one that has been handed a value when it is cancelled has it.
import { CancelledError, Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function receive(channel: Channel<i32>, name: string): Promise<void> {
  try {
    print(`${name} has ${await channel.receive()}`);
    await sleep(1);
    print(`${name} goes on`);
  } catch (e) {
    if (e instanceof CancelledError) print(`${name} is cancelled`);
    throw e;
  }
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(0);
  const first = spawn(receive(channel, "first"));
  const second = spawn(receive(channel, "second"));
  spawn(receive(channel, "third"));
  await sleep(1);
  first.cancel();
  channel.trySend(1);
  second.cancel();
  print(`sent to the third: ${channel.trySend(2)}, to nobody: ${channel.trySend(3)}`);
  await sleep(5);
}
//> sent to the third: true, to nobody: false
//> first is cancelled
//> second has 1
//> third has 2
//> second is cancelled
//> third goes on
