// for...of over what has an index.
import { sleep } from "as-pollen";
import { print } from "./prelude";

// at top level, where functions see the variables of the file
const atTop: string[] = [];
for (const name of ["one", "two", "three"]) {
  if (name == "two") continue;
  atTop.push(name);
}

function sum(numbers: i32[]): i32 {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
}

function joined<T>(values: T[]): string {
  let text = "";
  for (const value of values) text += `<${value}>`;
  return text;
}

function firstOver(numbers: i32[], limit: i32): i32 {
  for (const n of numbers) if (n > limit) return n;
  return -1;
}

class Point {
  constructor(public x: i32, public y: i32) {}
}

function arrays(): void {
  print(`sum ${sum([1, 2, 3])} ${sum([])}`);
  print(joined<string>(["a", "b"]) + joined<f64>([1.5, 2.5]));
  print(`first ${firstOver([1, 5, 9], 4)} ${firstOver([1], 4)}`);
  for (const byte of new Uint8Array(2)) print(`byte ${byte}`);
  const floats = new Float64Array(2);
  floats[0] = 1.5;
  floats[1] = 0.5;
  for (const value of floats) print(`float ${value}`);
  for (const value of StaticArray.fromArray<i32>([7, 8])) print(`static ${value}`);
  for (const point of [new Point(1, 2), new Point(3, 4)]) print(`point ${point.x} ${point.y}`);
  const maybe: (Point | null)[] = [new Point(5, 6), null];
  for (const point of maybe) print(point === null ? "none" : `some ${point.x}`);
  for (const [x, y] of [[1, 2], [3, 4]]) print(`pair ${x} ${y}`);
  for (const [, y] of [[1, 2], [3, 4]]) print(`second ${y}`);
  for (const [i, value] of ["a", "b"].entries()) print(`entry ${i} ${value}`);
  for (const i of ["a", "b"].keys()) print(`key ${i}`);
  for (const value of ["a", "b"].values()) print(`value ${value}`);
}

function changes(): void {
  const growing = [1, 2, 3];
  for (const n of growing) {
    print(`growing ${n}`);
    if (n < 3) growing.push(n + 10);
  }
  const shrinking = [1, 2, 3, 4];
  for (const n of shrinking) {
    print(`shrinking ${n}`);
    shrinking.pop();
  }
  let list = [1, 2];
  for (const n of list) {
    list = [9, 9, 9];
    print(`the list as it was ${n} of ${list.length}`);
  }
}

function strings(): void {
  for (const c of "aé😀z") print(`${c} ${c.length}`);
  for (const c of "") print(`never ${c}`);
  let reversed = "";
  for (const c of "x😀") reversed = c + reversed;
  print(reversed);
}

function targets(): void {
  let last = 0;
  for (last of [4, 5, 6]) if (last == 5) break;
  print(`last ${last}`);
  for (let n of [1, 2]) {
    n *= 10;
    print(`own ${n}`);
  }
  for (var hoisted of [1, 2]) print(`var ${hoisted}`);
  for (const n of [1, 2]) {
    const n = "shadow";
    print(n);
  }
  for (const n of [1, 2]) for (const m of [3, 4]) {
    if (m == 4) continue;
    print(`nested ${n} ${m}`);
  }
}

function closures(): void {
  const read: (() => i32)[] = [];
  const count: (() => i32)[] = [];
  for (const n of [1, 2, 3]) read.push(() => n);
  for (let n of [1, 2, 3]) {
    count.push(() => ++n);
    n += 10;
  }
  let shared = 0;
  const same: (() => i32)[] = [];
  for (shared of [1, 2, 3]) same.push(() => shared);
  for (const f of read) print(`const ${f()}`);
  for (const f of count) print(`let ${f()} ${f()}`);
  for (const f of same) print(`shared ${f()}`);
}

async function load(numbers: i32[]): Promise<i32[]> {
  await sleep(1);
  return numbers;
}

async function awaits(): Promise<void> {
  for (const n of await load([1, 2])) {
    print(`before ${n}`);
    await sleep(1);
    print(`after ${n}`);
  }
  const tasks: (() => Promise<string>)[] = [];
  for (const name of ["a", "b"]) {
    tasks.push(async () => {
      await sleep(1);
      return `task ${name}`;
    });
  }
  for (const task of tasks) print(await task());
  for (const c of "😀!") {
    await sleep(1);
    print(c);
  }
  try {
    for (const n of [1, 2, 3]) {
      try {
        if (n == 2) throw new Error(`stopped at ${n}`);
        await sleep(1);
      } finally {
        print(`finally ${n}`);
      }
    }
  } catch (e) {
    print((e as Error).message);
  }
}

export async function main(): Promise<void> {
  print(atTop.join());
  arrays();
  changes();
  strings();
  targets();
  closures();
  await awaits();
}
