// A program that does what the date says, which its host tells it: how programs end, and what they know.
import { blockOn, sleep } from "as-pollen";

export async function main(): Promise<i32> {
  const what = <i32>Date.now();
  console.log("main " + what.toString());
  if (what == 1) return 3;
  if (what == 2) {
    await sleep(10);
    throw new RangeError("too late");
  }
  if (what == 3) {
    await sleep(10);
    process.exit(5);
  }
  if (what == 4) {
    Promise.reject<i32>(new Error("nobody cares"));
    await sleep(10);
  }
  if (what == 5) {
    await sleep(10);
    assert(false, "as it must");
  }
  if (what == 6) blockOn(sleep(1));
  if (what == 7) console.log(blockOn(Promise.resolve("at once")));
  if (what == 8) {
    const line = "x".repeat(999);
    for (let i = 0; i < 1100; i++) console.log(line);
  }
  if (what == 9) {
    console.log("one");
    console.error("two");
    process.stdout.write("three ");
    process.stdout.write("more");
    trace("four", 2, 1, 2);
    console.log("🙂");
  }
  if (what == 10) await new Promise<void>((_resolve, _reject) => {});
  return 0;
}

export async function nap(ms: f64): Promise<f64> {
  await sleep(ms);
  return performance.now();
}
export function random(): f64 { return Math.random(); }
export function date(): f64 { return <f64>Date.now(); }
