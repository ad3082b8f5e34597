// The first failure cancels the siblings and the body, and is rethrown when all have ended.
import { now, scope, sleep } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

async function work(name: string, ms: f64): Promise<void> {
  try {
    await sleep(ms);
    print(`${name} done`);
  } catch (e) {
    print(`${name}: ${e.toString()}`);
    throw e;
  } finally {
    print(`~${name}`);
  }
}

export async function main(): Promise<void> {
  began = now();
  try {
    await scope(async (s) => {
      s.spawn(() => work("quick", 5));
      s.spawn(() => work("slow", 100));
      s.spawn(async () => {
        await sleep(10);
        throw new RangeError("failed");
      });
      await work("body", 200);
    });
  } catch (e) {
    print(`${e.toString()} at ${at()}`);
  }
  try {
    await scope(async (s) => {
      s.spawn(() => work("child", 100));
      await sleep(1);
      throw new Error("the body fails");
    });
  } catch (e) {
    print(e.toString());
  }
}
//> quick done
//> ~quick
//> body: CancelledError: Another task of the scope has failed
//> ~body
//> slow: CancelledError: Another task of the scope has failed
//> ~slow
//> RangeError: failed at 10.0
//> child: CancelledError: Another task of the scope has failed
//> ~child
//> Error: the body fails
