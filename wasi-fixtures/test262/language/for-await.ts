// language/statements/for-await-of of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { Failing, run, ticks } from "./cases";

/** An async iterator over an array. */
class Steps implements AsyncIterator<i32> {
  private at: i32 = 0;
  constructor(private readonly values: i32[]) {}
  [Symbol.asyncIterator](): Steps { return this; }
  next(): Promise<IteratorResult<i32>> { return Promise.resolve<IteratorResult<i32>>(this.step()); }
  return(): Promise<IteratorResult<i32>> | null { return null; }
  private step(): IteratorResult<i32> {
    return this.at < this.values.length ? { value: this.values[this.at++], done: false } : { done: true };
  }
}

export async function main(): Promise<void> {
  await run("iterator-close-non-throw-get-method-abrupt.js", async () => {
    for await (const x of new Failing("return")) {
      print(`${x}`);
      break;
    }
  });
  await run("iterator-close-throw-get-method-abrupt.js", async () => {
    for await (const x of new Failing("return")) throw new Error(`thrown at ${x}`);
  });
  await run("ticks-with-async-iter-resolved-promise-and-constructor-lookup-two.js", async () => {
    const ticked = ticks();
    print("pre");
    for await (const _ of new Steps([1])) print("loop");
    print("post");
    await ticked;
  });
  await run("ticks-with-sync-iter-resolved-promise-and-constructor-lookup.js", async () => {
    const ticked = ticks().then<void>((): void => print("tick 3")).then<void>((): void => print("tick 4"));
    print("pre");
    for await (const _ of [Promise.resolve(0)]) print("loop");
    print("post");
    await ticked;
  });
}
