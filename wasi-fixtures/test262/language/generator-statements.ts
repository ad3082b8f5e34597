// language/statements/generators of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { run, show } from "./cases";
let calls = 0;

function fail(): i32 {
  throw new Error("default");
}
function* f(_: i32 = fail()): Generator<i32> { calls++; }
function* defaults(a: i32 = 10, b: string = "none", c: bool = true): Generator<string> { yield `${a} ${b} ${c}`; }
function* priors(x: i32, y: i32 = x, z: i32 = y): Generator<string> { yield `${x} ${y} ${z}`; }
function* trailing(a: i32, b: i32 = 39,): Generator<i32> { yield a + b; }
function* multiple(a: i32, b: i32,): Generator<i32> { yield a + b; }
function* single(a: i32,): Generator<i32> { yield a; }
function* noYield(_: i32): Generator<i32> {}
function* returns(): Generator<i32> { return; }
function* returnsOne(): Generator<i32, i32> { return 1; }
function* bare(): Generator<void> { yield; }
function* one(): Generator<i32> { yield 1; }
function* nested(): Generator<i32, void, i32> { yield yield 1; }
function* newline(): Generator<void> {
  yield
  1
}
function* nothing(): Generator<i32> {}
function* follows(): Generator<i32> {
  yield *
  nothing();
}
function* declared(a: i32): Generator<i32> { yield a + 1; return; }

export async function main(): Promise<void> {
  await run("dflt-params-abrupt.js", async () => {
    calls = 0;
    try {
      f();
    } catch (e) {
      print(`${(e as Error).message} ${calls}`);
    }
  });
  await run("dflt-params-arg-val-not-undefined.js", async () => print(defaults(0, "", false).next().value));
  await run("dflt-params-ref-prior.js", async () => print(priors(3).next().value));
  await run("dflt-params-trailing-comma.js", async () => print(`${trailing(42).next().value} ${trailing(42, 1).next().value}`));
  await run("params-trailing-comma-multiple.js", async () => print(show(multiple(42, 39).next())));
  await run("params-trailing-comma-single.js", async () => print(show(single(42).next())));
  await run("no-yield.js", async () => print(show(noYield(3).next(), false)));
  await run("return.js", async () => print(`${show(returns().next(), false)} ${show(returnsOne().next())}`));
  await run("yield-as-statement.js", async () => {
    const it = bare();
    print(`${it.next().done} ${it.next().done}`);
    const second = one();
    print(`${show(second.next())} ${show(second.next(), false)}`);
  });
  await run("yield-as-yield-operand.js", async () => {
    const it = nested();
    print(`${show(it.next())} ${show(it.next(2))} ${show(it.next(3), false)}`);
  });
  await run("yield-newline.js", async () => {
    const it = newline();
    print(`${it.next().done} ${it.next().done}`);
  });
  await run("yield-star-before-newline.js", async () => print(show(follows().next(), false)));
  await run("declaration.js", async () => {
    const it = declared(3);
    print(`${show(it.next())} ${show(it.next(), false)}`);
  });
}
