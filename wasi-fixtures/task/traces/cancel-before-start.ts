// A task that cancels itself before its first await, and one whose scope is cancelled already: both run up to there.
import { scope, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

export async function main(): Promise<void> {
  await scope(async (s) => {
    s.cancel("early");
    print("the body goes on");
    s.spawn(async () => {
      print("the task begins");
      try {
        await sleep(1);
        print("not printed");
      } finally {
        print("the task ends");
      }
    });
    spawn(async () => {
      print("so does another");
      await sleep(1);
      print("not printed");
    });
    print("up to an await");
    await sleep(1);
    print("not printed");
  });
  print("absorbed");
}
//> the body goes on
//> the task begins
//> so does another
//> up to an await
//> the task ends
//> absorbed
