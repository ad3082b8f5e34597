// Every kind of async function: methods, generics, arrows, defaults, values.
import { sleep, yieldNow } from "as-pollen";

interface Source {
  next(): Promise<i32>;
}

abstract class Animal {
  constructor(protected name: string) {}
  abstract sound(): Promise<string>;
  async speak(times: i32 = 1, mark: string = "!"): Promise<string> {
    let said = `${this.name}:`;
    for (let i = 0; i < times; i++) said += (await this.sound()) + mark;
    return said;
  }
  static async named(name: string): Promise<Animal> {
    await yieldNow();
    return name == "cat" ? new Cat(name) : new Dog(name);
  }
}

class Cat extends Animal {
  async sound(): Promise<string> {
    return "meow";
  }
}

class Dog extends Animal {
  async sound(): Promise<string> {
    await sleep(1);
    return "woof";
  }
  async speak(times: i32 = 1, mark: string = "!"): Promise<string> {
    return `[${await super.speak(times, mark)}]`;
  }
}

class Counter implements Source {
  private n: i32 = 0;
  async next(): Promise<i32> {
    this.n += await identity<i32>(1);
    return this.n;
  }
}

class Doubler implements Source {
  constructor(private source: Source) {}
  async next(): Promise<i32> {
    return (await this.source.next()) * 2;
  }
}

class Stack<T> {
  private items: T[] = [];
  async push(value: T): Promise<i32> {
    await yieldNow();
    return this.items.push(value);
  }
  async mapped<R>(convert: (value: T) => Promise<R>): Promise<R[]> {
    const list: R[] = [];
    for (let i = 0; i < this.items.length; i++) list.push(await convert(this.items[i]));
    return list;
  }
}

async function identity<T>(value: T): Promise<T> {
  await yieldNow();
  return value;
}

async function pair<A, B>(a: A, b: Promise<B>): Promise<string> {
  const second = await b;
  return `${await identity<A>(a)}&${second}`;
}

export async function withDefaults(a: i32, b: i32 = a * 2, c: string = `${a}`): Promise<string> {
  await yieldNow();
  return `${a} ${b} ${c}`;
}

async function countdown(n: i32): Promise<string> {
  if (n == 0) return "0";
  return `${n} ${await countdown(n - 1)}`;
}

async function isEven(n: i32): Promise<bool> {
  return n == 0 ? true : await isOdd(n - 1);
}

async function isOdd(n: i32): Promise<bool> {
  if (n == 0) return false;
  return isEven(n - 1);
}

async function twice(f: (n: i32) => Promise<i32>, n: i32): Promise<i32> {
  return await f(await f(n));
}

async function triple(n: i32): Promise<i32> {
  await sleep(1);
  return n * 3;
}

function notAsync(n: i32): Promise<i32> {
  return triple(n + 1);
}

namespace Inner {
  export async function hidden(): Promise<string> {
    return await identity<string>("inner");
  }
}

const increment = async (n: i32): Promise<i32> => (await identity<i32>(n)) + 1;
const short = async (n: i32): Promise<i32> => n + 10;
const expression = async function (n: i32): Promise<i32> {
  await yieldNow();
  return n + 100;
};

export async function main(): Promise<void> {
  print(await (await Animal.named("cat")).speak());
  print(await (await Animal.named("dog")).speak());
  print(await (await Animal.named("dog")).speak(3, "?"));
  let source: Source = new Counter();
  print(`${await source.next()}`);
  source = new Doubler(new Doubler(source));
  print(`${await source.next()} ${await source.next()}`);
  const words = new Stack<string>();
  print(`${await words.push("a")} ${await words.push("bcd")}`);
  print((await words.mapped<i32>(async (word: string): Promise<i32> => word.length)).join());
  const numbers = new Stack<f64>();
  await numbers.push(1.5);
  print((await numbers.mapped<string>(async (n: f64): Promise<string> => num(await identity<f64>(n * 3)))).join());
  print(await pair<i32, string>(3, identity<string>("x")));
  print(await pair<string, bool>("s", identity<bool>(true)));
  print(await withDefaults(2));
  print(await withDefaults(2, 3));
  print(await withDefaults(2, 3, "z"));
  print(await countdown(12));
  print(`${await isEven(7)} ${await isOdd(7)}`);
  print(`${await twice(triple, 2)} ${await twice(increment, 5)} ${await twice(notAsync, 1)}`);
  let chosen: (n: i32) => Promise<i32> = short;
  print(`${await chosen(1)}`);
  chosen = expression;
  print(`${await chosen(1)} ${await twice(async (n: i32): Promise<i32> => n - (await triple(1)), 50)}`);
  print(await Inner.hidden());
}
