// for...of over the user's own iterables, which are closed where they are left early.
import { sleep } from "as-pollen";
import { print } from "./prelude";

class Countdown implements Iterable<i32> {
  constructor(private readonly from: i32, private readonly fails: string = "") {}

  [Symbol.iterator](): Iterator<i32> {
    if (this.fails == "start") throw new Error("start fails");
    if (this.fails == "") return new Plain(this.from);
    return new Closing(this.from, this.fails);
  }
}

/** Has nothing to close. */
class Plain implements Iterator<i32> {
  constructor(private left: i32) {}

  next(): IteratorResult<i32> {
    return this.left > 0 ? { value: this.left--, done: false } : { done: true };
  }
}

class Closing implements Iterator<i32> {
  constructor(private left: i32, private readonly fails: string) {}

  next(): IteratorResult<i32> {
    if (this.fails == "next" && this.left == 1) throw new Error("next fails");
    if (this.left == 0) return { done: true };
    return { value: this.left--, done: false };
  }

  return(): IteratorResult<i32> {
    print("return");
    if (this.fails == "return") throw new Error("return fails");
    return { done: true };
  }
}

/** Iterable without saying so, and its own iterator. */
class Letters {
  private at: i32 = 0;
  constructor(private readonly text: string) {}
  [Symbol.iterator](): Letters { return this; }
  next(): IteratorResult<string> {
    if (this.at == this.text.length) return { done: true };
    return { value: this.text.charAt(this.at++), done: false };
  }
  return(): IteratorResult<string> {
    print("letters return");
    return { done: true };
  }
}

/** An array with an order of its own. */
class Backwards extends Array<i32> {
  [Symbol.iterator](): Countdown2 { return new Countdown2(this); }
}

class Countdown2 implements IterableIterator<i32> {
  private at: i32;
  constructor(private readonly list: i32[]) { this.at = list.length; }
  next(): IteratorResult<i32> {
    return this.at > 0 ? { value: this.list[--this.at], done: false } : { done: true };
  }
  [Symbol.iterator](): Countdown2 { return this; }
}

function found(numbers: Iterable<i32>, wanted: i32): string {
  for (const n of numbers) if (n == wanted) return `found ${n}`;
  return "not found";
}

function ways(fails: string, way: string): string {
  let text = "";
  try {
    for (const n of new Countdown(3, fails)) {
      text += ` ${n}`;
      if (n == 2 && way == "break") break;
      if (n == 2 && way == "continue") continue;
      if (n == 2 && way == "throw") throw new Error("body fails");
      if (n == 2 && way == "return") return `${text} returned`;
      text += "'";
    }
  } catch (e) {
    text += ` caught ${(e as Error).message}`;
  }
  return text;
}

function nested(): void {
  for (const a of new Letters("ab")) {
    for (const b of new Letters("cd")) {
      if (b == "d") break;
      print(a + b);
    }
    for (const b of new Letters("ef")) {
      try {
        if (b == "f") continue;
        print(a + b);
      } finally {
        print(`finally ${b}`);
      }
    }
  }
}

async function slow(fails: string, way: string): Promise<string> {
  for (const n of new Countdown(3, fails)) {
    await sleep(1);
    if (n == 2 && way == "break") break;
    if (n == 2 && way == "throw") throw new Error("body fails");
    if (n == 2 && way == "return") return "returned";
    print(`slow ${n}`);
  }
  await sleep(1);
  return "end";
}

export async function main(): Promise<void> {
  print(found(new Countdown(3), 2));
  print(found(new Countdown(3), 7));
  print(found(new Countdown(3, "no"), 2));
  for (const c of new Letters("xyz")) print(c);
  const backwards = new Backwards(0);
  backwards.push(1);
  backwards.push(2);
  for (const n of backwards) print(`backwards ${n}`);
  for (const n of new Countdown2([8, 9])) print(`again ${n}`);
  for (const fails of ["", "no", "next", "return", "start"]) {
    for (const way of ["end", "break", "continue", "throw", "return"]) {
      print(`${fails} ${way}:${ways(fails, way)}`);
    }
  }
  nested();
  for (const fails of ["", "no", "next", "return"]) {
    for (const way of ["end", "break", "throw", "return"]) {
      try {
        print(await slow(fails, way));
      } catch (e) {
        print(`${fails} ${way} rejected: ${(e as Error).message}`);
      }
    }
  }
}
