// main itself is rejected.
import { sleep } from "as-pollen";

async function deep(): Promise<i32> {
  await sleep(1);
  throw new TypeError("no number");
}
async function middle(): Promise<i32> { return await deep(); }

export async function main(): Promise<i32> {
  console.log("started");
  return await middle();
}
