// Those who wait get the next message, two calls of one subscription one each; a subscription that ends lets go.
import { Broadcast, sleep, spawn, Subscription } from "as-pollen";
import { print } from "./prelude";

async function receive(from: Subscription<i32>, name: string): Promise<void> {
  try {
    print(`${name} has ${await from.receive()}`);
  } catch (e) {
    print(`${name}: ${e.message}`);
  }
}

export async function main(): Promise<void> {
  const numbers = new Broadcast<i32>(8);
  const mine = numbers.subscribe();
  const yours = numbers.subscribe();
  spawn(receive(mine, "mine, first call"));
  spawn(receive(mine, "mine, second call"));
  spawn(receive(yours, "yours"));
  await sleep(1);
  numbers.send(1);
  await sleep(1);
  spawn(receive(yours, "yours"));
  await sleep(1);
  yours.close();
  yours.close();
  print(`subscribers: ${numbers.subscribers}`);
  await sleep(1);
  numbers.send(2);
  await sleep(1);
  await receive(yours, "yours, ended");
  spawn(receive(mine, "mine"));
  await sleep(1);
  numbers.close();
  await sleep(1);
}
//> mine, first call has 1
//> yours has 1
//> subscribers: 1
//> yours: receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> mine, second call has 2
//> yours, ended: receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> mine: receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
