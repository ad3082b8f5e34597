// What is cut short by the end of main: tasks are named, detached ones are not, and none changes the exit code.
import { sleep, spawn } from "as-pollen";

export async function main(): Promise<i32> {
  spawn(async () => { await sleep(1000); }, "function");
  spawn(sleep(1000), "detached").detach();
  spawn(sleep(1000), "cancelled").cancel();
  await sleep(1);
  return 5;
}
