// Reads that are cancelled leave the queue, and take nothing with them.
import { moveOnAfter, sleep, spawn, stdin, timeout, TimeoutError } from "as-pollen";
import { describeLeft } from "../task/left";

async function read(name: string, count: i32): Promise<void> {
  const buffer = new Uint8Array(count);
  const n = await stdin.read(buffer);
  console.log(`${name}: ${String.UTF8.decode(buffer.buffer.slice(0, n))}`);
}

export async function main(): Promise<void> {
  await sleep(0);
  describeLeft(); // the call of main is there before and after
  console.log(`in time: ${await moveOnAfter(5, async (_) => { await read("never", 16); })}`);
  try {
    await timeout(stdin.read(new Uint8Array(16)), 5);
  } catch (e) {
    console.log(`${e instanceof TimeoutError}`);
  }
  const first = spawn(read("first", 2)), second = spawn(read("second", 2)), third = spawn(read("third", 2));
  await sleep(1);
  second.cancel("not needed");
  await second.catch((e) => { console.log(e.message); });
  console.log("write");
  await first;
  await third;
  const waiting = spawn(stdin.readable());
  await sleep(1);
  waiting.cancel();
  await waiting.catch((_) => {});
  const idle = spawn(read("idle", 1));
  await sleep(1);
  idle.cancel();
  await idle.catch((_) => {});
  console.log("and now");
  await read("last", 16);
  const left = describeLeft();
  console.log(left.length ? left : "nothing left");
}
