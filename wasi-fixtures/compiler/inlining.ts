// Callees that the compiler inlines, around and between awaits.
import { yieldNow } from "as-pollen";

let count: i32 = 0;

// @ts-ignore: decorator
@inline function square(n: i32): i32 {
  if (n < 0) return -1;
  return n * n;
}

// @ts-ignore: decorator
@inline function note(s: string): string {
  count++;
  return `${count}${s}`;
}

class Acc {
  private list: string[] = [];
  // @ts-ignore: decorator
  @inline add(s: string): Acc {
    this.list.push(s);
    return this;
  }
  // @ts-ignore: decorator
  @inline get text(): string {
    return this.list.join("-");
  }
}

// @ts-ignore: decorator
@inline function started(n: i32): Promise<i32> {
  return later(square(n));
}

async function later(n: i32): Promise<i32> {
  await yieldNow();
  return n;
}

export async function main(): Promise<void> {
  print(`${square(await later(3)) + square(await later(-2)) + square(1)}`);
  print(note(`a${await later(1)}`) + note(`b${await later(2)}`));
  const acc = new Acc().add(note("x"));
  print(acc.add(`${await later(4)}`).add(note("y")).add(`${await started(5)}`).text);
  for (let i = 0; i < 3; i++) acc.add(`${square(await started(i))}`);
  print(acc.text);
}
