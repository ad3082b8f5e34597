// Every subscriber receives what is sent after it has subscribed, in order, each at its own pace.
import { Broadcast, sleep, spawn, Subscription } from "as-pollen";
import { print } from "./prelude";

async function listen(from: Subscription<string>, name: string, ms: f64): Promise<void> {
  const messages = from[Symbol.asyncIterator]();
  for (let step = await messages.next(); !step.done; step = await messages.next()) {
    print(`${name}: ${step.value}`);
    await sleep(ms);
  }
  print(`${name} is done`);
}

export async function main(): Promise<void> {
  const news = new Broadcast<string>(4);
  print(`to nobody: ${news.send("lost")}`);
  const fast = spawn(listen(news.subscribe(), "fast", 0));
  const slow = spawn(listen(news.subscribe(), "slow", 10));
  print(`to ${news.send("one")}`);
  await sleep(1);
  news.send("two");
  const late = news.subscribe();
  news.send("three");
  print(`late has ${late.length}: ${late.tryReceive()!.value}, then nothing: ${late.tryReceive() === null}`);
  await sleep(1);
  news.close();
  print(`closed: ${news.isClosed}`);
  try {
    news.send("four");
  } catch (e) {
    print(e.message);
  }
  await fast;
  await slow;
}
//> to nobody: 0
//> to 2
//> fast: one
//> slow: one
//> late has 1: three, then nothing: true
//> fast: two
//> fast: three
//> closed: true
//> send: the channel is closed (POLLEN_E_CHANNEL_CLOSED)
//> fast is done
//> slow: two
//> slow: three
//> slow is done
