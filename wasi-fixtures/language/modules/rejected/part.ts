import { sleep } from "as-pollen";

async function load(): Promise<i32> {
  await sleep(1);
  throw new RangeError("no such part");
}

export const part = await load();
