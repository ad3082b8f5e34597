// What all ported cases use.

/** Runs a case: its name, what it prints, and how it ends. */
export async function run(name: string, body: () => Promise<void>): Promise<void> {
  print(name);
  try {
    await body();
  } catch (e) {
    print(`rejected: ${(e as Error).message}`);
  }
}

/** A promise that is resolved, or rejected, by its executor. */
export function resolved(value: string): Promise<string> {
  return new Promise<string>((resolve, _) => resolve(value));
}

export function rejected(reason: string): Promise<string> {
  return new Promise<string>((_, reject) => reject(new Error(reason)));
}

/** The results of generators. Where one is done without a value, there is none to show. */
export function show(result: IteratorResult<i32>, hasValue: bool = true): string {
  return `${hasValue ? `${result.value} ` : ""}${result.done ? "done" : "not done"}`;
}

/** What the next requests to a generator give; none of them returns a value. */
export async function outcomes(it: AsyncGenerator<i32>, count: i32): Promise<void> {
  for (let i = 0; i < count; i++) {
    try {
      const result = await it.next();
      print(result.done ? "done" : `${result.value}`);
    } catch (e) {
      print(`rejected ${(e as Error).message}`);
    }
  }
}

/** Two jobs, one after the other, that print what turn it is. */
export function ticks(): Promise<void> {
  return Promise.resolve(0).then<void>((_: i32): void => print("tick 1")).then<void>((): void => print("tick 2"));
}

/** A promise of a number, rejected. */
export function refused(reason: string): Promise<i32> {
  return Promise.reject<i32>(new Error(reason));
}

/** Something to loop over, one of whose methods throws. */
export class Failing implements AsyncIterator<i32> {
  constructor(readonly failing: string) {}
  [Symbol.asyncIterator](): Failing {
    if (this.failing == "asyncIterator") throw new Error(this.failing);
    return this;
  }
  next(): Promise<IteratorResult<i32>> {
    if (this.failing == "next") throw new Error(this.failing);
    return Promise.resolve<IteratorResult<i32>>({ value: 1, done: false });
  }
  return(): Promise<IteratorResult<i32>> | null {
    if (this.failing == "return") throw new Error(this.failing);
    return Promise.resolve<IteratorResult<i32>>({ done: true });
  }
}

/** The same, stepped without promises. */
export class FailingSync implements Iterator<i32> {
  constructor(readonly failing: string) {}
  [Symbol.iterator](): FailingSync {
    if (this.failing == "iterator") throw new Error(this.failing);
    return this;
  }
  next(): IteratorResult<i32> {
    if (this.failing == "next") throw new Error(this.failing);
    return { value: 1, done: false };
  }
  return(): IteratorResult<i32> | null {
    if (this.failing == "return") throw new Error(this.failing);
    return { done: true };
  }
}
