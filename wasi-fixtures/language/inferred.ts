// Types that need not be written, and loops without an end.
import { sleep, yieldNow } from "as-pollen";
import { num, print } from "./prelude";

async function firstAbove(limit: i32): Promise<i32> {
  for (let i = 0; ; i++) {
    await yieldNow();
    if (i > limit) return i;
  }
}

async function retry(times: i32): Promise<i32> {
  for (let i = 0; ; i++) {
    try {
      if (i < times) throw new Error(`try ${num(i)}`);
      return i;
    } catch (e) {
      print(e.message);
      await sleep(1);
    }
  }
}

async function leaveBoth(): Promise<i32> {
  let n = 0;
  outer: for (;;) {
    for (;;) {
      await yieldNow();
      if (++n > 3) break outer;
      if (n > 2) break;
    }
    print(`around ${num(n)}`);
  }
  return n;
}

async function leave(): Promise<string> {
  for (let i = 0; ; i++) {
    if (i > 2) break;
    await sleep(1);
  }
  return "left";
}

async function leaveInTry(): Promise<string> {
  for (let i = 0; ; i++) {
    try {
      await yieldNow();
      if (i) break;
    } finally {
      print("finally");
    }
  }
  return "left";
}

export async function main(): Promise<void> {
  print(num(await firstAbove(3)));
  print(num(await retry(2)));
  print(num(await leaveBoth()));
  print(await leave());
  print(await leaveInTry());

  let n = 0;
  const add = async (x: i32) => {
    await sleep(1);
    n += x;
  };
  await add(1);
  const twice = async (x: i32) => x * 2;
  print(num(await twice(4)));
  const later = async (x: i32) => {
    if (x > 3) return "large";
    await yieldNow();
    return "small";
  };
  print(await later(1));
  print(await later(5));
  const bump = () => {
    n += 10;
    if (n > 100) return;
    n++;
  };
  bump();
  const total = function (x: i32) {
    return n + x;
  };
  print(num(total(3)));
  const started = (async () => {
    await add(5);
    return n;
  })();
  print(num(await started));
  const pair = () => [n, n + 1];
  print(pair().join(","));
}
