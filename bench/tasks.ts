// Scopes and cancellation.
import { scope, sleep, yieldNow } from "as-pollen";
import { clock } from "./clock";

/** `n` tasks in scopes of 1,000, each of which waits for a turn. */
export async function scopes(n: i32): Promise<i32> {
  for (let left = n; left > 0; left -= 1000) {
    await scope<void>(async (s) => {
      for (let i = 0; i < 1000; i++) s.spawn<void>(() => yieldNow());
    });
  }
  return n;
}

/** Cancels `n` tasks that sleep. Returns nanoseconds a task, up to the end of the last. */
export async function cancelAll(n: i32): Promise<f64> {
  const began = new StaticArray<f64>(1);
  await scope<void>(async (s) => {
    for (let i = 0; i < n; i++) s.spawn<void>(() => sleep(1e6));
    await yieldNow();
    began[0] = clock();
    s.cancel();
  });
  return (clock() - began[0]) / n;
}
