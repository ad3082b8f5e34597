// Async generators as methods and function values, with timers, and held by promises alone.
import { sleep } from "as-pollen";
import { print } from "./prelude";

class Ticker implements AsyncIterable<string> {
  private running: bool = true;
  constructor(private readonly name: string, private readonly ms: i32) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (let i = 0; this.running; i++) {
      await sleep(this.ms);
      yield this.name + num(i);
    }
    print(this.name + " stops");
  }

  stop(): void { this.running = false; }

  static async * once<T>(value: T): AsyncIterableIterator<T> { await sleep(1); yield value; }
}

async function read(name: string, it: AsyncIterator<string>, n: i32): Promise<string> {
  let text = "";
  for (let i = 0; i < n; i++) {
    const r = await it.next();
    if (r.done) return text + " done";
    print(name + " reads " + r.value);
    text += r.value;
  }
  return text;
}

export async function main(): Promise<void> {
  const a = new Ticker("a", 3), b = new Ticker("b", 5);
  const texts = await Promise.all<string>([
    read("A", a[Symbol.asyncIterator](), 4),
    read("B", b[Symbol.asyncIterator](), 3),
  ]);
  print(texts.join(" "));
  const again = a[Symbol.asyncIterator]();
  await again.next();
  a.stop();
  print((await again.next()).done ? "stopped" : "goes on");
  print(num((await Ticker.once<i32>(4).next()).value) + (await Ticker.once<string>("s").next()).value);

  let total = 0;
  const add = async function* (step: i32): AsyncGenerator<i32, i32, i32> {
    let factor = 1;
    while (total < 20) { await sleep(1); total += step * factor; factor = yield total; }
    return total;
  };
  const x = add(1), y = add(2);
  print(num((await x.next(0)).value));
  print(num((await y.next(0)).value));
  const results = await Promise.all<IteratorResult<i32>>([x.next(10), y.next(3), x.next(1), y.next(1)]);
  for (let i = 0; i < results.length; i++) print(num(results[i].value) + (results[i].done ? " done" : ""));
}
