// A background task fails: it is named.
import { sleep, spawn } from "as-pollen";

async function load(): Promise<void> {
  await sleep(1);
  throw new RangeError("no such part");
}

export async function main(): Promise<void> {
  spawn(async () => { await load(); }, "loader").detach();
  await sleep(100);
  console.log("not printed");
}
