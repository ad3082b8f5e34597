// What a closed channel holds is still received; then receiving fails, as sending does from the start.
import { Channel, ChannelClosedError } from "as-pollen";
import { print } from "./prelude";

export async function main(): Promise<void> {
  const channel = new Channel<string>(4);
  await channel.send("first");
  await channel.send("second");
  channel.close();
  try {
    await channel.send("late");
  } catch (e) {
    if (e instanceof ChannelClosedError) print(`${e.name} ${e.code}`);
    print(e.message);
  }
  print(await channel.receive());
  print(await channel.receive());
  await channel.receive().catch((e) => {
    print(e.message);
    return "";
  });
}
//> ChannelClosedError POLLEN_E_CHANNEL_CLOSED
//> send: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> first
//> second
//> receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
