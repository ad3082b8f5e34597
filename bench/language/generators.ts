// What `generators.js` measures: the same numbers from a loop, from iterators written by hand, and from generators.
class Counter {
  private at: i32 = 0;
  constructor(private readonly end: i32) {}
  next(): IteratorResult<i32> {
    if (this.at == this.end) return { done: true };
    return { value: this.at++, done: false };
  }
}

class Counted {
  constructor(private readonly end: i32) {}
  [Symbol.iterator](): Counter { return new Counter(this.end); }
}

/** Without results: what one would write for speed. */
class Cursor {
  value: i32 = -1;
  constructor(private readonly end: i32) {}
  advance(): bool { return ++this.value < this.end; }
}

function* count(n: i32): Generator<i32> {
  for (let i = 0; i < n; i++) yield i;
}

function* delegate(n: i32): Generator<i32> { yield* count(n); }

export function byCursor(n: i32): i32 {
  let sum = 0;
  for (const cursor = new Cursor(n); cursor.advance(); ) sum += cursor.value;
  return sum;
}

export function byIterator(n: i32): i32 {
  let sum = 0;
  for (const value of new Counted(n)) sum += value;
  return sum;
}

export function byGenerator(n: i32): i32 {
  let sum = 0;
  for (const value of count(n)) sum += value;
  return sum;
}

export function byDelegation(n: i32): i32 {
  let sum = 0;
  for (const value of delegate(n)) sum += value;
  return sum;
}

export function byNext(n: i32): i32 {
  let sum = 0;
  const generator = count(n);
  for (let step = generator.next(); !step.done; step = generator.next()) sum += step.value;
  return sum;
}

export function make(n: i32): i32 {
  let sum = 0;
  for (let i = 0; i < n; i++) for (const value of count(1)) sum += value;
  return sum;
}
