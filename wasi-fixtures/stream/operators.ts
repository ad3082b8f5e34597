// Each operator of streams: what it asks its source for, and when.
import { now, sleep, Stream } from "as-pollen";
import { print } from "./prelude";

let start: f64 = 0;
function elapsed(): f64 { return now() - start; }

/** A source that tells what it is asked for. */
async function* numbers(name: string, n: i32, ms: i32): AsyncGenerator<i32> {
  try {
    for (let i = 0; i < n; i++) {
      print(name + " makes " + num(i));
      if (ms > 0) await sleep(ms);
      yield i;
    }
    print(name + " ends");
  } finally { print(name + " is closed"); }
}

/** Values at given times. */
async function* at(times: i32[]): AsyncGenerator<i32> {
  const begin = now();
  for (const time of times) {
    await sleep(begin + time - now());
    yield time;
  }
}

async function double(n: i32): Promise<i32> {
  await sleep(1);
  return 2 * n;
}

async function show<T>(what: string, stream: Stream<T>): Promise<void> {
  print("-- " + what);
  for await (const value of stream) print("> " + `${value}` + " at " + num(elapsed()));
}

export async function main(): Promise<void> {
  start = now();
  await show("map", Stream.from(numbers("a", 3, 0)).map((n) => n * 10));
  await show("map to promises", Stream.from(numbers("a", 2, 0)).map(double));
  await show("map to texts", Stream.from(numbers("a", 2, 0)).map((n) => "n" + num(n)));
  await show("filter", Stream.from(numbers("a", 4, 0)).filter((n) => n % 2 == 1));
  await show("filter by promises", Stream.from([1, 2, 3]).filter(async (n: i32): Promise<bool> => (await double(n)) > 2));
  await show("take", Stream.from(numbers("a", 9, 0)).take(2));
  await show("take all", Stream.from(numbers("a", 1, 0)).take(2));
  await show("take none", Stream.from(numbers("a", 9, 0)).take(0));
  await show("drop", Stream.from(numbers("a", 4, 0)).drop(2));
  await show("a chain", Stream.from(numbers("a", 9, 1)).filter((n) => n % 3 != 0).map((n) => n + 100).drop(1).take(2));
  await show("merge", Stream.from(numbers("a", 3, 5)).merge(Stream.from(numbers("b", 4, 3))));
  await show("merge of three",
    Stream.from(at([1, 4])).merge(Stream.from(at([2, 5]))).merge(Stream.from(at([3, 6]))));
  await show("zip", Stream.from(numbers("a", 3, 2)).zip(Stream.from(numbers("b", 2, 5)), (a, b) => num(a) + num(b)));
  await show("throttle", Stream.from(at([1, 3, 10, 11, 12, 25])).throttle(10));
  await show("debounce", Stream.from(at([1, 3, 5, 20, 22, 40])).debounce(5));
  await show("debounce, late end", Stream.from(numbers("a", 2, 20)).debounce(5));
  await show("values", Stream.from(["x", "y"]));
  await show("promises", Stream.from([double(1), double(2)]));

  print("-- buffer");
  for await (const n of Stream.from(numbers("a", 5, 1)).buffer(2)) {
    print("> " + num(n) + " at " + num(elapsed()));
    await sleep(10);
  }

  print((await Stream.from(numbers("a", 3, 0)).toArray()).join(","));
  print(num(await Stream.from([1, 2, 3, 4]).reduce((sum, n) => sum + n, 0)));
  await Stream.from(["p", "q"]).forEach((text) => { print(text); });
  await Stream.from([1, 2]).forEach(async (n) => { await sleep(3); print(num(n) + " at " + num(elapsed())); });
}
