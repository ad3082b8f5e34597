// A scope absorbs its own cancellation, not that of the one around it.
import { scope, sleep } from "as-pollen";
import { print } from "./prelude";

export async function main(): Promise<void> {
  await scope(async (outer) => {
    await scope(async (inner) => {
      outer.spawn(async () => {
        await sleep(1);
        inner.cancel("inner");
      });
      try {
        await sleep(10);
      } catch (e) {
        print(e.toString());
        throw e;
      }
    });
    print(`behind the inner scope: ${outer.isCancelled}`);
    try {
      await scope(async (inner) => {
        outer.spawn(async () => {
          await sleep(1);
          outer.cancel("outer");
          inner.cancel("inner, too late");
        });
        await sleep(10);
      });
      print("not printed");
    } finally {
      print("the inner one passes it on");
    }
  });
  print("the outer one absorbs it");
  try {
    const value = await scope<i32>(async (s) => {
      s.cancel("no value");
      await sleep(1);
      return 1;
    });
    print(`not printed ${value}`);
  } catch (e) {
    print(`a scope that has to have a value: ${e.toString()}`);
  }
  print(`one that has it: ${await scope(async (s) => {
    s.cancel();
    return 5;
  })}`);
}
//> CancelledError: inner
//> behind the inner scope: false
//> the inner one passes it on
//> the outer one absorbs it
//> a scope that has to have a value: CancelledError: no value
//> one that has it: 5
