// Sends and receives are promises like others: started together, kept, combined, awaited later and by many.
import { Channel } from "as-pollen";
import { print } from "./prelude";

export async function main(): Promise<void> {
  const channel = new Channel<i32>(1);
  const received = [channel.receive(), channel.receive(), channel.receive()];
  const sent = [channel.send(1), channel.send(2), channel.send(3), channel.send(4), channel.send(5)];
  print((await Promise.all(received)).join(" "));
  print(`holds ${channel.length}`);
  received.push(channel.receive());
  received.push(channel.receive());
  await Promise.all(sent);
  print((await Promise.all(received)).join(" "));
  const last = channel.receive();
  channel.send(6);
  print(`${await last} ${await last} ${await last.then((value) => value + 1)}`);
}
//> 1 2 3
//> holds 1
//> 1 2 3 4 5
//> 6 6 7
