// A task that is ready when it is cancelled gets what it has waited for; the cancellation comes at its next await.
import { sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function waits(promise: Promise<string>): Promise<void> {
  print(`got ${await promise}`);
  try {
    await sleep(1);
  } finally {
    print("cancelled at the next await");
  }
}

export async function main(): Promise<void> {
  const open = Promise.withResolvers<string>();
  const task = spawn(waits(open.promise));
  await sleep(1);
  open.resolve("it");
  task.cancel();
  await task.catch((e) => { print(e.toString()); });
}
//> got it
//> cancelled at the next await
//> CancelledError: Cancelled
