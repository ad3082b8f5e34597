// An unbounded channel takes everything at once, and keeps the order through all the growth.
import { Channel } from "as-pollen";
import { print } from "./prelude";

export async function main(): Promise<void> {
  const channel = Channel.unbounded<i32>();
  let next = 0;
  let wrong = 0;
  for (let round = 1; round <= 20; round++) {
    for (let i = 0; i < 3 * round; i++) await channel.send(next++);
    for (let i = 0; i < round; i++) channel.tryReceive();
  }
  print(`sent ${next}, holds ${channel.length}`);
  for (let expected = 210; channel.length; expected++) if ((await channel.receive()) != expected) wrong++;
  print(`out of order: ${wrong}`);
}
//> sent 630, holds 420
//> out of order: 0
