// Benchmarks whose operations take a known time, under virtual time; and how often each is asked to do them.
import { sleep } from "as-pollen";
import { bench } from "as-pollen/bench";

async function sleeps(ms: f64, n: i32): Promise<void> {
  console.log(`${n}`);
  for (let i = 0; i < n; i++) await sleep(ms);
}

await bench("two milliseconds", (n) => sleeps(2, n));
await bench("a quarter", (n) => sleeps(0.25, n));
await bench("a second", (n) => sleeps(1000, n));
try {
  await bench('of "quotes"', (n) => sleeps(0, n));
} catch (e) {
  console.log(e.toString());
}
