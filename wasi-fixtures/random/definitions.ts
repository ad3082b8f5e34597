// What all random programs use: it has no state.
import { sleep, yieldNow } from "as-pollen";

export interface Adder {
  add(k: i32): Promise<i32>;
}

export class Box implements Adder {
  constructor(public n: i32, public s: string) {}
  static async make(n: i32): Promise<Box> {
    if (n & 1) await yieldNow();
    return n & 2 ? new Box(n, "made") : new Crate(n, "crate");
  }
  async add(k: i32): Promise<i32> {
    const before = this.n;
    this.n = (before + (await pass<i32>(k)) % 100) % 1000;
    return this.n;
  }
  async self(): Promise<this> {
    await sleep(this.n & 1);
    return this;
  }
  async text(s: string): Promise<string> {
    return this.s + (await pass<string>(s)).slice(0, 4);
  }
  adder(): Adder {
    return this;
  }
  act(k: i32): i32 {
    return (this.n + k) % 500;
  }
}

export class Crate extends Box {
  async add(k: i32): Promise<i32> {
    print(`crate ${k}`);
    return ((await super.add(k)) ^ 1) % 1000;
  }
  act(k: i32): i32 {
    if (k % 3 == 1) throw new Coded(k, "act");
    return super.act(k) ^ 1;
  }
}

export class Cell<T> {
  constructor(private value: T) {}
  async swap(next: T): Promise<T> {
    const old = this.value;
    await yieldNow();
    this.value = next;
    return old;
  }
}

export function mix(a: i32, b: i32): i32 {
  return (a % 100 * 7 + b % 100) % 997;
}

export async function pass<T>(value: T): Promise<T> {
  await yieldNow();
  return value;
}

export async function later(ms: i32, value: i32): Promise<i32> {
  await sleep(f64(ms));
  return value;
}

export async function failing(n: i32): Promise<i32> {
  if (n & 1) throw new Error(`odd ${n}`);
  await yieldNow();
  if (n & 2) return Promise.reject<i32>(new Error(`even ${n}`));
  return later(1, n);
}

export async function plus(n: i32): Promise<i32> {
  return n % 900 + 1;
}

export function chosen(n: i32): (n: i32) => Promise<i32> {
  return n & 1 ? plus : async (n: i32): Promise<i32> => (await plus(n)) % 900 + 10;
}

export class Coded extends Error {
  constructor(public code: i32, message: string) {
    super(message);
    this.name = "Coded";
  }
}

export class Worse extends Coded {
  constructor(message: string) {
    super(99, message);
    this.name = "Worse";
  }
}

/** A box that is open from its declaration by `using` to the end of its block. */
export class Lease extends Box {
  constructor(n: i32, private readonly fails: bool = false) {
    super(n, "lease");
    print(`open ${n}`);
  }
  [Symbol.dispose](): void {
    print(`close ${this.n}`);
    if (this.fails) throw new Coded(this.n, "close");
  }
}

export function lease(n: i32): Lease | null {
  return n & 1 ? new Lease(n) : null;
}

export function tell(error: Error): string {
  if (error instanceof SuppressedError) return `S(${tell(error.error)}, ${tell(error.suppressed)})`;
  if (error instanceof Worse) return `W${error.code} ${error.message}`;
  if (error instanceof Coded) return `C${error.code}`;
  return `${error.name} ${error.message}`;
}

export function risky(n: i32): i32 {
  if (n % 5 == 4) throw new Error(`risky ${n}`);
  if (n % 7 == 5) throw new Worse("worse");
  return n;
}

export function ranged(n: i32): i32 {
  if (n % 4 == 3) throw new RangeError("range");
  return risky(n) % 900 + 1;
}

export function same(n: i32): i32 {
  return n;
}

export function sizeOf(box: Box | null): i32 {
  return box ? box.n : -1;
}

export function maybe(n: i32): Box | null {
  return n & 1 ? new Box(n, "maybe") : null;
}

export async function maybeLater(n: i32): Promise<Box | null> {
  await yieldNow();
  return maybe(n);
}

export function listOf(n: i32): i32[] {
  const list: i32[] = [];
  for (let i = 0; i < (n & 3); i++) list.push(n + i);
  return list;
}

export function sum(list: i32[]): i32 {
  let total = 0;
  list.forEach((n) => { total += n; });
  return total % 1000;
}

/** Functions in a map and a field: kept, and called long after. */
export class Shelf<R> {
  private readonly functions: Map<i32, (x: i32) => R> = new Map<i32, (x: i32) => R>();
  private kept: i32 = 0;
  constructor(private last: (x: i32) => R) {}
  keep(f: (x: i32) => R): void {
    this.functions.set(this.kept++ % 5, this.last);
    this.last = f;
  }
  call(n: i32, x: i32): R {
    const at = n & 7;
    if (this.functions.has(at)) {
      const f = this.functions.get(at);
      return f(x);
    }
    return this.last(x);
  }
}

/** Waits, unless the signal is aborted before that or meanwhile. */
export async function nap(ms: i32, signal: AbortSignal): Promise<i32> {
  signal.throwIfAborted();
  const slept = Promise.withResolvers<i32>();
  const stop = (): void => slept.reject(signal.reason as Error);
  signal.addEventListener("abort", stop);
  const timer = setTimeout((): void => slept.resolve(ms), ms);
  try {
    return await slept.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** A promise, unless the signal is aborted first. */
export function unless(signal: AbortSignal, promise: Promise<i32>): Promise<i32> {
  const aborted = Promise.withResolvers<i32>();
  if (signal.aborted) aborted.reject(signal.reason as Error);
  else signal.addEventListener("abort", (): void => aborted.reject(signal.reason as Error));
  return Promise.race<i32>([aborted.promise, promise]);
}

export function checked(signal: AbortSignal, n: i32): i32 {
  signal.throwIfAborted();
  return n;
}

export function why(signal: AbortSignal): string {
  return signal.aborted ? tell(signal.reason as Error) : "goes on";
}

/** What a generator's `next`, `return` or `throw` comes to. */
export function told(step: IteratorResult<i32>): string {
  return step.done ? "done" : `${step.value}`;
}

export function toldLater(step: Promise<IteratorResult<i32>>): Promise<string> {
  return step.then<string>(told, tell);
}
