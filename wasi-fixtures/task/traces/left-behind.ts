// What a program leaves behind is counted: the check at the end of all these programs finds something where there is.
import { Channel } from "as-pollen";
import { print } from "./prelude";

async function waitFor(channel: Channel<i32>): Promise<void> {
  print("waits");
  await channel.receive();
}

export async function main(): Promise<void> {
  waitFor(new Channel<i32>(0));
  waitFor(new Channel<i32>(1));
}
//> waits
//> waits
//> left: calls 2, operations 2
