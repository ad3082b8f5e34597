// Ten thousand descriptors wait for the same input, half of them are given up, one cannot be waited for.
import { AsyncFd, sleep, stdin } from "as-pollen";

const COUNT = 10_000;
let woken = 0;

async function wait(fd: AsyncFd): Promise<void> {
  await fd.readable();
  woken++;
}

export async function main(): Promise<void> {
  const waits = new Array<Promise<void>>();
  for (let i = 0; i < COUNT; i++) waits.push(wait(new AsyncFd(0)));
  const lost = (await Promise.allSettled<i32>([new AsyncFd(12345, "nowhere").read(new Uint8Array(1))]))[0];
  console.log(lost.status + ": " + lost.reason!.toString());
  await sleep(10);
  console.log("woken " + woken.toString());
  await Promise.all<void>(waits);
  console.log("woken " + woken.toString());
  const buffer = new Uint8Array(16);
  console.log("read " + (await stdin.read(buffer)).toString());
}
