// Tasks that are still pending when main ends are named, and do not change its exit code.
import { sleep, spawn } from "as-pollen";

class Feed {
  async follow(): Promise<void> {
    await 0;
    await sleep(60_000);
  }
}
async function ends(): Promise<void> { await sleep(1); }
async function listen(): Promise<i32> {
  await sleep(1);
  return await Promise.withResolvers<i32>().promise;
}

export async function main(): Promise<i32> {
  spawn(new Feed().follow());
  spawn(ends());
  spawn(listen());
  await sleep(5);
  return 3;
}
