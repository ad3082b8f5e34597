// A JoinSet gives results in the order in which its tasks end.
import { JoinSet, sleep } from "as-pollen";
import { print } from "./prelude";

async function after(ms: i32): Promise<i32> {
  await sleep(<f64>ms);
  if (ms == 20) throw new Error("20 fails");
  return ms;
}

export async function main(): Promise<void> {
  const set = new JoinSet<i32>();
  for (const ms of [30, 10, 20, 15]) set.spawn(() => after(ms));
  print(`${set.length}`);
  while (set.length) {
    try {
      print(`${(await set.next()).value}`);
    } catch (e) {
      print(e.message);
    }
  }
  print(`${(await set.next()).done}`);
  set.spawn(() => after(1));
  set.spawn(() => after(1000), "slow");
  print(`${(await set.next()).value}`);
  set.cancelAll("enough");
  try {
    await set.next();
  } catch (e) {
    print(e.toString());
  }
}
//> 4
//> 10
//> 15
//> 20 fails
//> 30
//> true
//> 1
//> CancelledError: enough
