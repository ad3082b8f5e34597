// Members named by well-known symbols, and iterators that are stepped by hand.
import { sleep } from "as-pollen";
import { print } from "./prelude";

class Range implements Iterable<i32> {
  constructor(private readonly from: i32, private readonly to: i32) {}

  /** One iterator for each loop. */
  [Symbol.iterator](): Iterator<i32> {
    return new RangeIterator(this.from, this.to);
  }
}

class RangeIterator implements IterableIterator<i32>, Iterable<i32> {
  constructor(private at: i32, private readonly to: i32) {}

  next(): IteratorResult<i32> {
    if (this.at == this.to) return { done: true };
    return { value: this.at++, done: false };
  }

  [Symbol.iterator](): IterableIterator<i32> { return this; }
}

class Words implements AsyncIterable<string> {
  static [Symbol.dispose](): string { return "static"; }

  // what stands in front of the name belongs to it
  public async [ Symbol . asyncDispose ](): Promise<void> { await sleep(1); print("disposed"); }
  [Symbol.asyncIterator](): AsyncIterator<string> { return new WordsIterator(); }
}

class WordsIterator implements AsyncIterator<string> {
  private left: string[] = ["one", "two"];

  async next(): Promise<IteratorResult<string>> {
    await sleep(1);
    if (!this.left.length) return { done: true };
    return { value: this.left.shift(), done: false };
  }
}

function sum(numbers: Iterable<i32>): i32 {
  const iterator = numbers[Symbol.iterator]();
  let total = 0;
  for (let step = iterator.next(); !step.done; step = iterator.next()) total += step.value;
  return total;
}

export async function main(): Promise<void> {
  print(`sum ${sum(new Range(1, 5))}`);
  print(`again ${sum(new RangeIterator(5, 7))}`);
  const numbers = [1, 2, 3];
  print(`element ${numbers[1]}`);
  print(Words[Symbol.dispose]());
  const words = new Words();
  const iterator = words[Symbol.asyncIterator]();
  for (let step = await iterator.next(); !step.done; step = await iterator.next()) print(step.value);
  await words[Symbol.asyncDispose]();
}
