// Receivers that wait when the channel is closed are told, in their order.
import { Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function receive(channel: Channel<f64>, name: string): Promise<void> {
  try {
    print(`${name} has ${await channel.receive()}`);
  } catch (e) {
    print(`${name}: ${e.message}`);
  }
}

export async function main(): Promise<void> {
  const channel = new Channel<f64>();
  spawn(receive(channel, "one"));
  spawn(receive(channel, "two"));
  spawn(receive(channel, "three"));
  await sleep(1);
  await channel.send(1.5);
  channel.close();
  print("closed");
  await sleep(1);
}
//> closed
//> one has 1.5
//> two: receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> three: receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
