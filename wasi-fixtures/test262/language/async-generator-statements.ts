// language/statements/async-generator of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { Failing, FailingSync, outcomes, refused, run, show, ticks } from "./cases";
let calls = 0;

function fail(): i32 {
  throw new Error("default");
}
function nothing(): void {}
async function* failingDefault(_: i32 = fail()): AsyncGenerator<i32> {
  calls++;
}
async function* defaults(a: i32 = 10, b: string = "none", c: bool = true): AsyncGenerator<string> {
  yield `${a} ${b} ${c}`;
}
async function* priors(x: i32, y: i32 = x, z: i32 = y): AsyncGenerator<string> {
  yield `${x} ${y} ${z}`;
}
async function* trailing(a: i32, b: i32 = 39,): AsyncGenerator<i32> {
  yield a + b;
}
async function* multiple(a: i32, b: i32,): AsyncGenerator<i32> {
  yield a + b;
}
async function* single(a: i32,): AsyncGenerator<i32> {
  yield a;
}
async function* noReturn(): AsyncGenerator<i32> {}
async function* returns(): AsyncGenerator<i32> {
  return;
}
async function* returnsNothing(): AsyncGenerator<i32> {
  return nothing();
}
async function* rejects(): AsyncGenerator<i32> {
  calls++;
  yield refused("rejected");
  yield 1;
}
async function* catches(): AsyncGenerator<i32> {
  for await (const value of rejects()) yield value;
}
async function* loopsSync(): AsyncGenerator<i32> {
  for await (const value of [refused("of an array"), Promise.resolve(1)]) yield value;
}
async function* follows(): AsyncGenerator<i32> {
  yield* rejects();
}
async function* followsSync(): AsyncGenerator<i32> {
  yield* [refused("of an array"), Promise.resolve(1)];
}
async function* followsFailure(): AsyncGenerator<i32> {
  yield* abrupt();
  print("not reached");
}
function abrupt(): i32[] {
  throw new Error("operand");
}
async function* followsFailing(failing: string): AsyncGenerator<i32> {
  yield* new Failing(failing);
  print("not reached");
}
async function* followsFailingSync(failing: string): AsyncGenerator<i32> {
  yield* new FailingSync(failing);
  print("not reached");
}

export async function main(): Promise<void> {
  await run("dflt-params-abrupt.js", async () => {
    calls = 0;
    try {
      failingDefault();
    } catch (e) {
      print(`${(e as Error).message} ${calls}`);
    }
  });
  await run("dflt-params-arg-val-not-undefined.js", async () => {
    print((await defaults(0, "", false).next()).value);
  });
  await run("dflt-params-ref-prior.js", async () => print((await priors(3).next()).value));
  await run("dflt-params-trailing-comma.js", async () => {
    print(`${(await trailing(42).next()).value} ${(await trailing(42, 1).next()).value}`);
  });
  await run("params-trailing-comma-multiple.js", async () => print(show(await multiple(42, 39).next())));
  await run("params-trailing-comma-single.js", async () => print(show(await single(42).next())));
  await run("return-undefined-implicit-and-explicit.js", async () => {
    const ticked = ticks();
    noReturn().next().then<void>((_): void => print("g1 ret"));
    returns().next().then<void>((_): void => print("g2 ret"));
    returnsNothing().next().then<void>((_): void => print("g3 ret"));
    await ticked;
  });
  await run("yield-promise-reject-next.js", async () => outcomes(rejects(), 2));
  await run("yield-promise-reject-next-catch.js", async () => {
    calls = 0;
    const it = rejects();
    await it.next().then<void>((_): void => print("not reached")).catch<void>((e) => print(e.message));
    print(`${calls}`);
    await outcomes(it, 1);
  });
  await run("yield-promise-reject-next-for-await-of-async-iterator.js", async () => outcomes(catches(), 2));
  await run("yield-promise-reject-next-for-await-of-sync-iterator.js", async () => outcomes(loopsSync(), 2));
  await run("yield-promise-reject-next-yield-star-async-iterator.js", async () => outcomes(follows(), 2));
  await run("yield-promise-reject-next-yield-star-sync-iterator.js", async () => outcomes(followsSync(), 2));
  await run("yield-star-expr-abrupt.js", async () => outcomes(followsFailure(), 2));
  await run("yield-star-getiter-async-returns-abrupt.js", async () => outcomes(followsFailing("asyncIterator"), 2));
  await run("yield-star-getiter-sync-returns-abrupt.js", async () => outcomes(followsFailingSync("iterator"), 2));
  await run("yield-star-next-call-returns-abrupt.js", async () => outcomes(followsFailing("next"), 2));
}
