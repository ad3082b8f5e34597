// waitFor takes the present value into account, and fails when the value can change no more.
import { sleep, spawn, Watch, Watcher } from "as-pollen";
import { print } from "./prelude";

async function waitForTen(watcher: Watcher<i32>, name: string): Promise<void> {
  try {
    print(`${name}: ${await watcher.waitFor((value) => value >= 10)}`);
  } catch (e) {
    print(`${name}: ${e.message}`);
  }
}

export async function main(): Promise<void> {
  const level = new Watch<i32>(10);
  await waitForTen(level.subscribe(), "at once");
  level.send(1);
  const waiting = spawn(waitForTen(level.subscribe(), "later"));
  for (let i = 5; i < 13; i += 3) {
    await sleep(1);
    print(`level ${i}`);
    level.send(i);
  }
  await waiting;
  level.send(2);
  const hopeless = spawn(waitForTen(level.subscribe(), "never"));
  await sleep(1);
  level.close();
  await hopeless;
}
//> at once: 10
//> level 5
//> level 8
//> level 11
//> later: 11
//> never: changed: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
