// `for await`: over async generators, the user's iterators, and sync iterables of values and promises.
import { sleep } from "as-pollen";
import { print } from "./prelude";

async function turns(n: i32): Promise<void> {
  for (let i = 0; i < n; i++) { print("- turn " + num(i)); await Promise.resolve(); }
}

async function* count(n: i32): AsyncGenerator<i32> {
  try {
    for (let i = 0; i < n; i++) yield i;
    print("ends");
  } finally {
    await Promise.resolve();
    print("closed");
  }
}

class Countdown implements AsyncIterable<string>, AsyncIterator<string> {
  constructor(private n: i32) {}
  [Symbol.asyncIterator](): Countdown { return this; }
  async next(): Promise<IteratorResult<string>> {
    if (this.n == 13) throw new Error("unlucky");
    await sleep(1);
    if (this.n == 0) return { done: true };
    return { value: "T-" + num(this.n--), done: false };
  }
  async return(): Promise<IteratorResult<string>> {
    await sleep(1);
    print("aborted");
    if (this.n > 20) throw new Error("cannot stop");
    return { done: true };
  }
}

function* letters(): Generator<string> {
  try { yield "a"; yield "b"; yield "c"; } finally { print("letters closed"); }
}

async function upTo(limit: string): Promise<string> {
  for await (const t of new Countdown(5)) if (t == limit) return "returned " + t;
  return "none";
}

async function later(n: i32, ms: i32): Promise<i32> { await sleep(ms); return n; }
async function fails(ms: i32): Promise<i32> { await sleep(ms); throw new Error("a value fails"); }

export async function main(): Promise<void> {
  turns(45);
  for await (const n of count(3)) print(num(n));
  print("-- sync values");
  for await (const n of [10, 20]) print(num(n));
  print("-- left early");
  for await (const n of [10, 20]) { print(num(n)); break; }
  print("-- promises");
  for await (const n of [Promise.resolve(1), Promise.resolve(2)]) print(num(n));
  print("-- generator");
  for await (const s of letters()) { print(s); if (s == "b") break; }
  print("-- string");
  for await (const s of "hé") print(s);
  print("-- break");
  for await (const n of count(5)) { if (n == 0) continue; print(num(n)); break; }
  print("-- throw");
  try { for await (const n of count(5)) { if (n == 1) throw new Error("thrown"); } } catch (e) { print(e.message); }
  print("-- timers");
  for await (const t of new Countdown(2)) print(t);
  print(await upTo("T-4"));
  print(await upTo("T-9"));
  try { for await (const t of new Countdown(14)) print(t); } catch (e) { print(e.message); }
  try { for await (const t of new Countdown(25)) { print(t); break; } } catch (e) { print(e.message); }
  try { for await (const t of new Countdown(25)) throw new Error("loop wins " + t); } catch (e) { print(e.message); }
  const started = [later(1, 3), later(2, 1), later(3, 2)];
  for await (const n of started) print(num(n));
  try { for await (const n of [later(1, 1), fails(5), later(3, 1)]) print(num(n)); } catch (e) { print(e.message); }

  const callbacks: (() => i32)[] = [];
  for await (const n of count(3)) callbacks.push(() => n + 1);
  for (const callback of callbacks) print(num(callback()));

  outer: for await (const a of count(3)) {
    for await (const b of count(3)) {
      if (b > a) continue outer;
      if (a == 2) break outer;
      print(num(a) + num(b));
    }
  }
}
