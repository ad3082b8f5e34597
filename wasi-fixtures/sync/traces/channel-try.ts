// What trySend and tryReceive say: zero is a value, and nothing is null.
import { Channel } from "as-pollen";
import { print } from "./prelude";

function describe(channel: Channel<i32>): string {
  const received = channel.tryReceive();
  return received === null ? "nothing" : `value ${received.value}`;
}

export async function main(): Promise<void> {
  const channel = new Channel<i32>(2);
  print(`empty: ${describe(channel)}, holds ${channel.length} of ${channel.capacity}`);
  print(`${channel.trySend(0)} ${channel.trySend(7)} ${channel.trySend(8)}`);
  print(`full: holds ${channel.length}`);
  print(describe(channel));
  channel.close();
  print(`closed: ${channel.isClosed}, trySend: ${channel.trySend(9)}`);
  print(describe(channel));
  print(describe(channel));
  channel.close();
  try {
    new Channel<i32>(-1);
  } catch (e) {
    print(e.toString());
  }
}
//> empty: nothing, holds 0 of 2
//> true true false
//> full: holds 2
//> value 0
//> closed: true, trySend: false
//> value 7
//> nothing
//> RangeError: Channel: the capacity is negative
