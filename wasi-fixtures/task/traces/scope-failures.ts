// Several failures become an AggregateError, in the order in which they came; cancellations do not count.
import { now, scope, shield, sleep } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

export async function main(): Promise<void> {
  began = now();
  try {
    await scope(async (s) => {
      s.spawn(async () => {
        try {
          await sleep(100);
        } finally {
          await shield(() => sleep(5));
          throw new Error("cleanup failed later");
        }
      });
      s.spawn(async () => {
        try {
          await sleep(100);
        } finally {
          throw new Error("cleanup failed");
        }
      });
      s.spawn(() => sleep(100));
      await sleep(1);
      throw new Error("first");
    });
  } catch (e) {
    print(`${e.toString()} at ${at()}`);
    if (e instanceof AggregateError) for (const error of e.errors) print(error.message);
  }
}
//> AggregateError: 3 tasks failed at 6.0
//> first
//> cleanup failed
//> cleanup failed later
