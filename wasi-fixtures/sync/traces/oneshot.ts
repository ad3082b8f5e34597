// One value, once: to one receiver; whoever comes later, or to a closed one, is told.
import { Oneshot, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function receive(from: Oneshot<string>, name: string): Promise<void> {
  try {
    print(`${name} has ${await from.receive()}`);
  } catch (e) {
    print(`${name}: ${e.message}`);
  }
}

export async function main(): Promise<void> {
  const early = new Oneshot<string>();
  print(`sent: ${early.send("early")}, again: ${early.send("twice")}, closed: ${early.isClosed}`);
  await receive(early, "first");
  await receive(early, "second");

  const late = new Oneshot<string>();
  print(`nothing yet: ${late.tryReceive() === null}`);
  spawn(receive(late, "waiting"));
  spawn(receive(late, "behind"));
  await sleep(1);
  late.send("late");
  await sleep(1);

  const unwanted = new Oneshot<string>();
  unwanted.close();
  print(`sent to nobody: ${unwanted.send("x")}`);
  await receive(unwanted, "main");

  const kept = new Oneshot<string>();
  kept.send("kept");
  kept.close();
  print(kept.tryReceive()!.value);
}
//> sent: true, again: false, closed: true
//> first has early
//> second: receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> nothing yet: true
//> waiting has late
//> behind: receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> sent to nobody: false
//> main: receive: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> kept
