// main waits for what can never come.
import { sleep, spawn } from "as-pollen";

const open = Promise.withResolvers<i32>();
async function waits(): Promise<void> { await open.promise; }

export async function main(): Promise<void> {
  spawn(waits());
  await sleep(1);
  console.log(`got ${await open.promise}`);
}
