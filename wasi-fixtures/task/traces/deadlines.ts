// Deadlines nest: the earliest counts, each ends its own scope and no other.
import { failAfter, moveOnAfter, now, sleep, TimeoutError } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

export async function main(): Promise<void> {
  began = now();
  print(`in time: ${await moveOnAfter(10, async (_) => { await sleep(9); })} ${at()}`);
  print(`too late: ${await moveOnAfter(10, async (_) => { await sleep(11); })} ${at()}`);
  const outer = await moveOnAfter(10, async (_) => {
    print(`inner is earlier: ${await moveOnAfter(5, async (_) => { await sleep(100); })} ${at()}`);
    print(`inner is later: ${await moveOnAfter(50, async (_) => { await sleep(100); })}`);
  });
  print(`outer: ${outer} ${at()}`);
  try {
    await failAfter<void>(10, async (s) => {
      s.spawn(async () => {
        try {
          await sleep(100);
        } finally {
          print(`child ends ${at()}`);
        }
      });
      await sleep(100);
    });
  } catch (e) {
    print(`${e instanceof TimeoutError} ${e.toString()} ${at()}`);
  }
  print(`value: ${await failAfter(10, async (_) => { await sleep(1); return 42; })}`);
  try {
    await failAfter<void>(10, async (_) => { throw new Error("its own error"); });
  } catch (e) {
    print(e.toString());
  }
  await sleep(100);
  print(`no deadline is left: ${at()}`);
}
//> in time: true 9.0
//> too late: false 19.0
//> inner is earlier: false 24.0
//> outer: false 29.0
//> child ends 39.0
//> true TimeoutError: Timed out after 10 ms 39.0
//> value: 42
//> Error: its own error
//> no deadline is left: 140.0
