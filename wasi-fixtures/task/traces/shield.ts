// A shield keeps cancellation out until its block has ended; behind it the cancellation is there again.
import { now, scope, shield, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

export async function main(): Promise<void> {
  began = now();
  const task = spawn(async () => {
    const value = await shield(async () => {
      spawn(async () => {
        await sleep(30);
        print(`spawned in the shield ${at()}`);
      });
      await sleep(20);
      print(`shielded ${at()}`);
      return 1;
    });
    print(`value ${value} ${at()}`);
    try {
      await sleep(1);
    } finally {
      print(`cancelled ${at()}`);
    }
  });
  await sleep(5);
  task.cancel("stop");
  await task.catch((e) => { print(`${e.toString()} ${at()}`); });
  await scope(async (s) => {
    s.spawn(async () => {
      try {
        await sleep(100);
      } finally {
        await shield(async () => {
          await scope(async (inner) => {
            inner.spawn(() => sleep(100));
            await sleep(5);
            inner.cancel("a scope in a shield can be cancelled");
          });
        });
        print(`cleaned up ${at()}`);
      }
    });
    await sleep(1);
    s.cancel();
  });
  print(`end ${at()}`);
}
//> shielded 20.0
//> spawned in the shield 30.0
//> value 1 30.0
//> cancelled 30.0
//> CancelledError: stop 30.0
//> cleaned up 36.0
//> end 36.0
