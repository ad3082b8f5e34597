// Watchers see the latest value: how often it has changed in between does not count.
import { sleep, spawn, Watch, Watcher } from "as-pollen";
import { print } from "./prelude";

async function follow(watcher: Watcher<string>, name: string): Promise<void> {
  try {
    while (true) print(`${name}: ${await watcher.changed()}`);
  } catch (e) {
    print(`${name}: ${e.message}`);
  }
}

export async function main(): Promise<void> {
  const level = new Watch<string>("low");
  const watcher = level.subscribe();
  print(`${watcher.value}, news: ${watcher.hasChanged}`);
  level.send("high");
  level.send("higher");
  print(`${watcher.value}, news: ${watcher.hasChanged}`);
  print(`changed: ${await watcher.changed()}, news: ${watcher.hasChanged}`);

  spawn(follow(watcher, "old"));
  spawn(follow(level.subscribe(), "new"));
  await sleep(1);
  level.send("a");
  level.send("b");
  await sleep(1);
  level.send("c");
  level.close();
  print(`closed with ${level.value}`);
  await sleep(1);
  try {
    level.send("d");
  } catch (e) {
    print(e.message);
  }
}
//> low, news: false
//> higher, news: true
//> changed: higher, news: false
//> old: a
//> old: b
//> new: a
//> new: b
//> closed with c
//> old: c
//> new: c
//> old: changed: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> new: changed: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> send: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
