// A subscriber that is too slow is told how many messages it has missed, and goes on with the oldest that is kept.
import { Broadcast, LaggedError, sleep, Subscription } from "as-pollen";
import { print } from "./prelude";

async function receive(from: Subscription<i32>): Promise<string> {
  try {
    return `${await from.receive()}`;
  } catch (e) {
    return e instanceof LaggedError ? `missed ${e.missed}` : e.message;
  }
}

export async function main(): Promise<void> {
  const numbers = new Broadcast<i32>(2);
  const slow = numbers.subscribe();
  const slower = numbers.subscribe();
  numbers.send(1);
  numbers.send(2);
  print(`within the capacity: ${await receive(slow)}`);
  for (let i = 3; i <= 6; i++) numbers.send(i);
  print(`slow: ${await receive(slow)}, ${await receive(slow)}, ${await receive(slow)}`);
  numbers.send(7);
  print(`slower has ${slower.length}: ${await receive(slower)}`);
  numbers.send(8);
  print(`once more: ${await receive(slower)}, ${await receive(slower)}, ${await receive(slower)}`);
  try {
    numbers.send(9);
    slow.tryReceive();
  } catch (e) {
    print(e.toString());
  }
  numbers.close();
  print(`after the end: ${await receive(slow)}, ${await receive(slow)}, ${await receive(slow)}`);
}
//> within the capacity: 1
//> slow: missed 3, 5, 6
//> slower has 2: missed 5
//> once more: missed 1, 7, 8
//> LaggedError: receive: 1 messages were missed (POLLEN_E_LAGGED)
//> after the end: 8, 9, receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
