// A cancelled loop closes its iterator; a generator is cancelled with the loop that waits for it.
import { interval, scope, sleep } from "as-pollen";
import { pendingTimers } from "as-pollen/assembly/core/timers";
import { print } from "./prelude";

async function* numbers(): AsyncGenerator<i32> {
  try {
    for (let i = 0; true; i++) {
      await sleep(10);
      yield i;
    }
  } finally {
    print("the generator ends");
  }
}

export async function main(): Promise<void> {
  await scope(async (s) => {
    s.spawn(async () => {
      try {
        for await (const n of numbers()) print(`waits in the generator ${n}`);
      } finally {
        print("its loop ends");
      }
    });
    s.spawn(async () => {
      try {
        for await (const n of numbers()) {
          print(`waits in the loop ${n}`);
          await sleep(1000);
        }
      } finally {
        print("its loop ends");
      }
    });
    s.spawn(async () => {
      let ticks = 0;
      try {
        for await (const _ of interval(10)) ticks++;
      } finally {
        print(`${ticks} ticks`);
      }
    });
    await sleep(25);
    s.cancel("enough");
  });
  print(`timers: ${pendingTimers()}`);
}
//> waits in the generator 0
//> waits in the loop 0
//> waits in the generator 1
//> the generator ends
//> its loop ends
//> the generator ends
//> its loop ends
//> 2 ticks
//> timers: 0
