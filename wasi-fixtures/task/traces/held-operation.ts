// An operation that nobody awaits belongs to the scope that it began in: its end calls it off.
import { scope, sleep } from "as-pollen";
import { pendingTimers } from "as-pollen/assembly/core/timers";
import { print } from "./prelude";

let kept: Promise<void> | null = null;

export async function main(): Promise<void> {
  await scope(async (_) => {
    kept = sleep(1000);
    await sleep(1);
    print(`timers: ${pendingTimers()}`);
  });
  print(`timers: ${pendingTimers()}`);
  try {
    await kept!;
  } catch (e) {
    print(e.toString());
  }
  const outside = sleep(10);
  await scope(async (s) => {
    s.spawn(async () => {
      await outside;
    });
    await sleep(1);
    s.cancel();
  });
  await outside;
  print("one from outside goes on");
}
//> timers: 1
//> timers: 0
//> CancelledError: Cancelled
//> one from outside goes on
