// Async closures: what they capture lives as long as they wait.
import { sleep, yieldNow } from "as-pollen";

class Channel {
  items: string[] = [];
  async take(): Promise<string> {
    while (!this.items.length) await yieldNow();
    return this.items.shift() as string;
  }
}

class Service {
  n: i32 = 0;
  constructor(readonly name: string) {}
  handler(tag: string): (x: i32) => Promise<string> {
    return async (x: i32): Promise<string> => {
      await yieldNow();
      this.n += x;
      await yieldNow();
      tag += x.toString();
      return this.name + tag + this.n.toString();
    };
  }
}

async function within(body: () => Promise<void>): Promise<void> {
  await yieldNow();
  await body();
  await yieldNow();
}

async function retry(n: i32, attempt: (i: i32) => Promise<i32>): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await attempt(i);
  return sum;
}

async function mapped<T, U>(list: T[], f: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  const one = async (item: T): Promise<void> => {
    const result = await f(item);
    results.push(result);
  };
  for (let i = 0; i < list.length; i++) await one(list[i]);
  return results;
}

function later<T>(value: T, ms: i32): () => Promise<T> {
  let calls = 0;
  return async (): Promise<T> => {
    calls++;
    await sleep(ms * calls);
    return value;
  };
}

export async function main(): Promise<void> {
  let count = 0;
  let text = "a";
  let wide: f64 = 0.5;
  const names: string[] = [];
  await within(async () => {
    count++;
    await yieldNow();
    text += "b";
    names.push(text);
    await yieldNow();
    count += 3;
    wide *= 2;
  });
  print(`${count} ${text} ${names.length} ${num(wide)}`);

  const handler = new Service("svc").handler("t");
  print(await handler(2));
  print(await handler(3));

  const list: Array<() => Promise<i32>> = [];
  for (let i = 0; i < 4; i++) {
    let j = i * 10;
    list.push(async (): Promise<i32> => {
      await yieldNow();
      j++;
      await yieldNow();
      return i + j;
    });
    await yieldNow();
  }
  for (let i = 0; i < 4; i++) print(`${await list[i]()} ${await list[i]()}`);

  let attempts = 0;
  const tried = await retry(3, async (i) => {
    attempts++;
    await yieldNow();
    return i * attempts;
  });
  print(`${tried} ${attempts}`);
  const squares = await mapped<i32, i32>([1, 2, 3], async (x) => {
    const square = (y: i32): i32 => y * y + count;
    await yieldNow();
    return square(x);
  });
  print(squares.join());
  const words = await mapped<string, string>(["x", "y"], async (x) => {
    await sleep(1);
    return x + text;
  });
  print(words.join());
  const one = later<string>("late", 5);
  print((await one()) + (await one()) + (await later<i32>(7, 1)()).toString());

  const channel = new Channel();
  let got = "";
  const reader = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) got += (await channel.take()) + i.toString();
  };
  const done = reader();
  for (let i = 0; i < 3; i++) {
    channel.items.push(`m${i}`);
    await yieldNow();
  }
  await done;
  print(got);

  const deep = (a: i32): (() => Promise<() => Promise<i32>>) => async (): Promise<() => Promise<i32>> => {
    await yieldNow();
    a++;
    return async (): Promise<i32> => {
      await yieldNow();
      a += 10;
      count++;
      return a + count;
    };
  };
  const made = deep(1);
  const first = await made();
  const second = await made();
  print(`${await first()} ${await second()} ${await first()}`);

  const down = async (n: i32): Promise<i32> => {
    if (n == 0) return count;
    await yieldNow();
    return n + (await down(n - 1));
  };
  print(`${await down(5)}`);

  const withDefault = async (a: i32, b: i32 = count): Promise<i32> => {
    await yieldNow();
    return a * 100 + b;
  };
  print(`${await withDefault(1)} ${await withDefault(1, 2)}`);

  const fail = async (n: i32): Promise<i32> => {
    await yieldNow();
    if (n > 2) throw new Error(`big ${n} ${text}`);
    return n;
  };
  for (let i = 2; i < 4; i++) {
    try {
      print(`${await fail(i)}`);
    } catch (e) {
      count++;
      const show = (): string => `${(e as Error).message} ${count}`;
      print(show());
    }
  }
  const timers: string[] = [];
  for (let i = 0; i < 3; i++) setTimeout(() => { timers.push(`t${i}`); }, 30 - 10 * i);
  await sleep(50);
  print(timers.join());
  print((await Promise.resolve(2).then((x) => x + count)).toString());
  // what awaits is left out: it is never reached
  const atOnce = async (n: i32): Promise<string> => {
    if (n > 0 || true) return `${text} ${count}`;
    await sleep(1);
    return "";
  };
  count++;
  print(await atOnce(3));
}
