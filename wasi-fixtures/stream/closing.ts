// Streams that are left early, and those that fail: sources are closed, once, and no timer is left behind.
import { now, sleep, Stream } from "as-pollen";
import { print } from "./prelude";

let start: f64 = 0;
function elapsed(): f64 { return now() - start; }

let closed = 0;

async function* source(name: string, n: i32, ms: i32): AsyncGenerator<i32> {
  try {
    for (let i = 0; i < n; i++) {
      await sleep(ms);
      yield i;
    }
    throw new Error(name + " fails");
  } finally {
    closed++;
    await sleep(1);
    print(name + " is closed at " + num(elapsed()));
  }
}

function make(name: string, ms: i32 = 2): Stream<i32> { return Stream.from(source(name, 4, ms)); }

async function leave(what: string, stream: Stream<i32>): Promise<void> {
  print("-- " + what);
  for await (const n of stream) { print("> " + num(n)); break; }
  print("left at " + num(elapsed()));
}

async function fail(what: string, stream: Stream<i32>): Promise<void> {
  print("-- " + what);
  try { print((await stream.toArray()).join()); } catch (e) { print(e.message + " at " + num(elapsed())); }
}

function refuse(n: i32): i32 {
  if (n == 1) throw new Error("refused");
  return n;
}

export async function main(): Promise<void> {
  start = now();
  await leave("map", make("a").map((n) => n));
  await leave("filter", make("a").filter((n) => n > 1));
  await leave("take", make("a").take(3));
  await leave("drop", make("a").drop(1));
  await leave("merge", make("a", 2).merge(make("b", 5)));
  await leave("zip", make("a").zip(make("b"), (a, b) => a + b));
  await leave("buffer", make("a").buffer(3));
  await leave("throttle", make("a").throttle(3));
  await leave("debounce", make("a", 20).debounce(3));
  await leave("a chain", make("a").take(3).buffer(2).merge(make("b").take(2)).debounce(1).filter((n) => true));

  await fail("map", make("a").map((n) => n));
  await fail("callback of map", make("a").map(refuse));
  await fail("filter", make("a").filter((n) => refuse(n) >= 0));
  await fail("merge", make("a", 2).merge(make("b", 5)));
  await fail("zip", make("a", 2).zip(make("b", 5), (a, b) => a + b));
  await fail("combine", make("a", 2).zip(make("b", 5), (a, b) => refuse(b)));
  await fail("buffer", make("a").buffer(2));
  await fail("debounce", make("a").debounce(3));
  await fail("take is enough", make("a").take(4));
  await make("a").forEach((n) => { refuse(n); }).catch((e) => { print(e.message); });
  await make("a").reduce<i32>((sum, n) => sum + refuse(n), 0).catch((e) => { print(e.message); return 0; });

  const stopped = make("a").map((n) => n);
  print(num((await stopped.next()).value));
  await stopped.return();
  print((await stopped.next()).done ? "stopped" : "goes on");
  print(num(closed) + " at " + num(elapsed()));
}
