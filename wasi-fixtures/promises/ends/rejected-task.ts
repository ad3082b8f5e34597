// A background task is rejected.
import { sleep, spawn } from "as-pollen";

async function work(): Promise<void> {
  await sleep(2);
  throw new Error("work failed");
}

export async function main(): Promise<void> {
  spawn(work());
  await sleep(100);
  console.log("not printed");
}
