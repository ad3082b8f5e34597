// language/expressions/async-generator of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { Failing, FailingSync, outcomes, refused, run, show } from "./cases";

function fail(): i32 {
  throw new Error("default");
}
function abrupt(): i32[] {
  throw new Error("operand");
}
async function* rejects(): AsyncGenerator<i32> {
  yield refused("rejected");
  yield 1;
}
async function* nothing(): AsyncGenerator<i32> {}

export async function main(): Promise<void> {
  await run("dflt-params-abrupt.js", async () => {
    const f = async function* (_: i32 = fail()): AsyncGenerator<i32> { print("not reached"); };
    try {
      f();
    } catch (e) {
      print((e as Error).message);
    }
  });
  await run("named-dflt-params-abrupt.js", async () => {
    const f = async function* gen (_: i32 = fail()): AsyncGenerator<i32> { print("not reached"); };
    try {
      f();
    } catch (e) {
      print((e as Error).message);
    }
  });
  await run("dflt-params-arg-val-not-undefined.js", async () => {
    const ref = async function* (a: i32 = 10, b: string = "none", c: bool = true): AsyncGenerator<string> {
      yield `${a} ${b} ${c}`;
    };
    print((await ref(0, "", false).next()).value);
  });
  await run("named-dflt-params-arg-val-not-undefined.js", async () => {
    const ref = async function* gen (a: i32 = 10, b: string = "none", c: bool = true): AsyncGenerator<string> {
      yield `${a} ${b} ${c}`;
    };
    print((await ref(0, "", false).next()).value);
  });
  await run("dflt-params-ref-prior.js", async () => {
    const ref = async function* (x: i32, y: i32 = x, z: i32 = y): AsyncGenerator<string> { yield `${x} ${y} ${z}`; };
    print((await ref(3).next()).value);
  });
  await run("named-dflt-params-ref-prior.js", async () => {
    const ref = async function* gen (x: i32, y: i32 = x, z: i32 = y): AsyncGenerator<string> { yield `${x} ${y} ${z}`; };
    print((await ref(3).next()).value);
  });
  await run("dflt-params-trailing-comma.js", async () => {
    const ref = async function* (a: i32, b: i32 = 39,): AsyncGenerator<i32> { yield a + b; };
    print(`${(await ref(42).next()).value} ${(await ref(42, 1).next()).value}`);
  });
  await run("named-dflt-params-trailing-comma.js", async () => {
    const ref = async function* gen (a: i32, b: i32 = 39,): AsyncGenerator<i32> { yield a + b; };
    print(`${(await ref(42).next()).value} ${(await ref(42, 1).next()).value}`);
  });
  await run("params-trailing-comma-multiple.js", async () => {
    const ref = async function* (a: i32, b: i32,): AsyncGenerator<i32> { yield a + b; };
    print(show(await ref(42, 39).next()));
  });
  await run("named-params-trailing-comma-multiple.js", async () => {
    const ref = async function* gen (a: i32, b: i32,): AsyncGenerator<i32> { yield a + b; };
    print(show(await ref(42, 39).next()));
  });
  await run("params-trailing-comma-single.js", async () => {
    const ref = async function* (a: i32,): AsyncGenerator<i32> { yield a; };
    print(show(await ref(42).next()));
  });
  await run("named-params-trailing-comma-single.js", async () => {
    const ref = async function* gen (a: i32,): AsyncGenerator<i32> { yield a; };
    print(show(await ref(42).next()));
  });
  await run("yield-promise-reject-next.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield refused("rejected"); yield 1; };
    await outcomes(gen(), 2);
  });
  await run("named-yield-promise-reject-next.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { yield refused("rejected"); yield 1; };
    await outcomes(gen(), 2);
  });
  await run("yield-promise-reject-next-catch.js", async () => {
    let calls = 0;
    const gen = async function* (): AsyncGenerator<i32> {
      calls++;
      yield refused("rejected");
      yield 1;
    };
    const it = gen();
    await it.next().then<void>((_): void => print("not reached")).catch<void>((e) => print(e.message));
    print(`${calls}`);
    await outcomes(it, 1);
  });
  await run("named-yield-promise-reject-next-catch.js", async () => {
    let calls = 0;
    const gen = async function* gen (): AsyncGenerator<i32> {
      calls++;
      yield refused("rejected");
      yield 1;
    };
    const it = gen();
    await it.next().then<void>((_): void => print("not reached")).catch<void>((e) => print(e.message));
    print(`${calls}`);
    await outcomes(it, 1);
  });
  await run("yield-promise-reject-next-for-await-of-async-iterator.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { for await (const value of rejects()) yield value; };
    await outcomes(gen(), 2);
  });
  await run("named-yield-promise-reject-next-for-await-of-async-iterator.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { for await (const value of rejects()) yield value; };
    await outcomes(gen(), 2);
  });
  await run("yield-promise-reject-next-for-await-of-sync-iterator.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { for await (const value of [refused("of an array"), Promise.resolve(1)]) yield value; };
    await outcomes(gen(), 2);
  });
  await run("named-yield-promise-reject-next-for-await-of-sync-iterator.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { for await (const value of [refused("of an array"), Promise.resolve(1)]) yield value; };
    await outcomes(gen(), 2);
  });
  await run("yield-promise-reject-next-yield-star-async-iterator.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield* rejects(); };
    await outcomes(gen(), 2);
  });
  await run("named-yield-promise-reject-next-yield-star-async-iterator.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { yield* rejects(); };
    await outcomes(gen(), 2);
  });
  await run("yield-promise-reject-next-yield-star-sync-iterator.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield* [refused("of an array"), Promise.resolve(1)]; };
    await outcomes(gen(), 2);
  });
  await run("named-yield-promise-reject-next-yield-star-sync-iterator.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { yield* [refused("of an array"), Promise.resolve(1)]; };
    await outcomes(gen(), 2);
  });
  await run("yield-star-expr-abrupt.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield* abrupt(); print("not reached"); };
    await outcomes(gen(), 2);
  });
  await run("named-yield-star-expr-abrupt.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { yield* abrupt(); print("not reached"); };
    await outcomes(gen(), 2);
  });
  await run("yield-star-getiter-async-returns-abrupt.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield* new Failing("asyncIterator"); print("not reached"); };
    await outcomes(gen(), 2);
  });
  await run("named-yield-star-getiter-async-returns-abrupt.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { yield* new Failing("asyncIterator"); print("not reached"); };
    await outcomes(gen(), 2);
  });
  await run("yield-star-getiter-sync-returns-abrupt.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield* new FailingSync("iterator"); print("not reached"); };
    await outcomes(gen(), 2);
  });
  await run("named-yield-star-getiter-sync-returns-abrupt.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { yield* new FailingSync("iterator"); print("not reached"); };
    await outcomes(gen(), 2);
  });
  await run("yield-star-next-call-returns-abrupt.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield* new Failing("next"); print("not reached"); };
    await outcomes(gen(), 2);
  });
  await run("named-yield-star-next-call-returns-abrupt.js", async () => {
    const gen = async function* gen (): AsyncGenerator<i32> { yield* new Failing("next"); print("not reached"); };
    await outcomes(gen(), 2);
  });
  await run("expression-await-as-yield-operand.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield await 5; };
    await outcomes(gen(), 2);
  });
  await run("expression-await-promise-as-yield-operand.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield await new Promise<i32>((resolve) => resolve(5)); };
    await outcomes(gen(), 2);
  });
  await run("expression-yield-star-before-newline.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { 
      yield*
      nothing();
    };
    await outcomes(gen(), 1);
  });
  await run("expression-yield-as-operand.js", async () => {
    const gen = async function* (): AsyncGenerator<i32, void, i32> { yield yield 1; };
    const it = gen();
    print(show(await it.next()));
    print(show(await it.next(2)));
    print(show(await it.next(3), false));
  });
  await run("expression-yield-as-statement.js", async () => {
    const gen = async function* (): AsyncGenerator<void> { yield; };
    const it = gen();
    print(`${(await it.next()).done} ${(await it.next()).done}`);
    const one = async function* (): AsyncGenerator<i32> { yield 1; };
    await outcomes(one(), 2);
  });
  await run("expression-yield-newline.js", async () => {
    const gen = async function* (): AsyncGenerator<void> {
      yield
      1;
    };
    const it = gen();
    print(`${(await it.next()).done} ${(await it.next()).done}`);
  });
  await run("yield-star-getiter-async-throw-method-is-null.js", async () => {
    const gen = async function* (): AsyncGenerator<i32> { yield* new Failing("nothing"); };
    const it = gen();
    await it.next();
    await it.throw(new Error("thrown")).then<void>((_): void => print("not reached"), (e) => print(`${e instanceof TypeError}`));
    await outcomes(it, 1);
  });
}
