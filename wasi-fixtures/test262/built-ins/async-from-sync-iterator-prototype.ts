// built-ins/AsyncFromSyncIteratorPrototype of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { outcomes, run, show } from "./cases";

/** An iterator that has no `return()`. */
class Endless {
  [Symbol.iterator](): Endless { return this; }
  next(): IteratorResult<i32> { return { value: 1, done: false }; }
}
function* throws(): Generator<i32> {
  throw new Error("Catch me.");
}
function* promises(): Generator<Promise<i32>> {
  yield Promise.resolve(1);
}
function* nothing(): Generator<i32> {}
function* two(): Generator<i32> {
  yield 42;
  print("not reached");
  yield 43;
}
async function* following(values: Generator<i32>): AsyncGenerator<i32> { yield* values; }
async function* followingPromises(values: Generator<Promise<i32>>): AsyncGenerator<i32> { yield* values; }
async function* followingEndless(): AsyncGenerator<i32, i32> {
  yield* new Endless();
  return 0;
}
async function* followingTwo(): AsyncGenerator<i32, i32> {
  yield* two();
  return 0;
}

export async function main(): Promise<void> {
  await run("next/iterator-result-rejected.js", async () => outcomes(following(throws()), 1));
  await run("next/iterator-result-unwrap-promise.js", async () => outcomes(followingPromises(promises()), 1));
  await run("next/return-promise.js", async () => print(`${following(nothing()).next() instanceof Promise}`));
  await run("return/iterator-result.js", async () => {
    const it = followingTwo();
    print(show(await it.next()));
    print(show(await it.return(7)));
    print(show(await it.next(), false));
  });
  await run("return/return-undefined.js", async () => {
    const it = followingEndless();
    print(show(await it.next()));
    print(show(await it.return(7)));
    print(show(await it.next(), false));
  });
  await run("throw/iterator-result.js", async () => {
    const it = followingTwo();
    await it.next();
    await it.throw(new Error("Catch me.")).then<void>((_): void => print("not reached"), (e) => print(e.message));
    print(show(await it.next(), false));
  });
}
