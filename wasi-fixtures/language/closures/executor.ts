// new Promise(executor)
import { sleep } from "as-pollen";

let waiting: Array<() => void> = [];

function turns(n: i32): Promise<void> {
  return new Promise<void>((resolve) => {
    let left = n;
    const go = (): void => {
      if (left-- == 0) resolve();
      else queueMicrotask(go);
    };
    go();
  });
}

function checked(k: i32): i32 {
  if (k > 1) throw new Error(`checked ${k}`);
  return k;
}

export async function main(): Promise<void> {
  const first = new Promise<i32>((resolve, reject) => {
    print("at once");
    resolve(1);
    resolve(99);
    reject(new Error("too late"));
  });
  print(`${await first}`);

  const text = new Promise<string>((resolve) => { waiting.push(() => resolve(`text ${waiting.length}`)); });
  text.then((value) => { print(`then ${value}`); });
  await turns(3);
  print("waited");
  waiting[0]();
  print(await text);

  const refused = new Promise<i32>((_, reject) => { queueMicrotask(() => reject(new Error("refused"))); });
  print(`${await refused.catch((e: Error) => e.message.length)}`);

  for (let i = 0; i < 3; i++) {
    try {
      print(`${await new Promise<i32>((resolve) => { resolve(checked(i)); })}`);
    } catch (e) {
      print((e as Error).message);
    }
  }
  await new Promise<void>((resolve) => {
    resolve();
    checked(5);
  });
  await new Promise<void>((resolve) => { setTimeout(resolve, 10); });
  let settle!: (value: string) => void;
  const settled = new Promise<string>((resolve) => { settle = resolve; });
  setTimeout(() => settle("from outside"), 1);
  print(await settled);
  const race = await Promise.race([
    new Promise<string>((resolve) => { setTimeout(() => resolve("slow"), 20); }),
    new Promise<string>((resolve) => { setTimeout(() => resolve("fast"), 5); }),
  ]);
  print(race);
  await sleep(30);
}
