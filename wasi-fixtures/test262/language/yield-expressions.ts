// language/expressions/yield of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { FailingSync, run, show } from "./cases";
const a = 1, b = 2, c = 3;
let received: i32 = 0;
let text = "";

function* capturing(): Generator<i32> {
  yield a;
  yield b;
  yield c;
}
function* parameters(a: i32, b: i32, c: i32, d: i32): Generator<i32> {
  yield a;
  yield b;
  yield c;
  yield d;
}
function* inCatch(): Generator<i32> {
  try {
    throw new Error();
  } catch (err) {
    yield 1;
  }
}
function* inTry(): Generator<i32> {
  try {
    yield 1;
  } catch (err) {
    throw err;
  }
}
function* receives(): Generator<void, void, i32> { received = yield; }
function* omittedInGroup(): Generator<void> { (yield); }
function* omittedInBlock(): Generator<void> { {yield} }
function* omittedInComma(): Generator<void> { yield, yield; }
function* omittedInConditional(): Generator<void, void, bool> { (yield) ? yield : yield; }
function* inGroup(): Generator<i32> { (yield 1); }
function* inArray(): Generator<i32, void, i32> { [yield 1]; }
function* inBlock(): Generator<i32> { {yield 1} }
function* inComma(): Generator<i32> { yield 1, yield 2; }
function* inConditional(): Generator<i32, void, bool> { (yield 1) ? yield 2 : yield 3; }
function* inTemplate(): Generator<void, void, i32> { text = `1${ yield }3${ 4 }5`; }
function* ofYield(): Generator<i32, void, i32> { yield yield 1; }
function* ofArray(): Generator<i32> { yield* [1, 2, 3]; }
function* ofString(): Generator<string> { yield* "abc"; }
function* thenReturns(): Generator<i32, i32> {
  yield 1;
  return 2;
}
function* inLoop(): Generator<i32> {
  for (let i = 0; i < 3; i++) yield i;
}
class Results implements Iterator<i32> {
  private readonly values: i32[] = [1, 8];
  [Symbol.iterator](): Results { return this; }
  next(): IteratorResult<i32> {
    return this.values.length ? { value: this.values.shift(), done: false } : { done: true };
  }
  return(): IteratorResult<i32> | null { return { done: true }; }
}
function* ofIterable(): Generator<i32> { yield* new Results(); }
function* ofFailing(failing: string): Generator<i32> {
  try {
    yield* new FailingSync(failing);
    print("not reached");
  } catch (err) {
    print(`caught ${err.message}`);
  } finally {
    print("finally");
  }
}
class Endless {
  [Symbol.iterator](): Endless { return this; }
  next(): IteratorResult<i32> { return { value: 1, done: false }; }
}
function* ofEndless(): Generator<i32> {
  try {
    yield* new Endless();
    print("not reached");
  } catch (err) {
    print(`caught ${err instanceof TypeError}`);
  } finally {
    print("finally");
  }
}

/** Prints all steps. */
function drain(it: Generator<i32>): void {
  for (let result = it.next(); ; result = it.next()) {
    print(show(result, !result.done));
    if (result.done) return;
  }
}
function countNothing(it: Generator<void>): void {
  let steps = 0;
  for (const _ of it) steps++;
  print(`${steps}`);
}

export async function main(): Promise<void> {
  await run("captured-free-vars.js", async () => drain(capturing()));
  await run("formal-parameters.js", async () => drain(parameters(23, 45, 33, 0)));
  await run("from-catch.js", async () => drain(inCatch()));
  await run("from-try.js", async () => drain(inTry()));
  await run("iter-value-specified.js", async () => {
    const it = receives();
    print(`${it.next().done} ${received}`);
    print(`${it.next(7).done} ${received}`);
  });
  await run("rhs-omitted.js", async () => {
    countNothing(omittedInGroup());
    countNothing(omittedInBlock());
    countNothing(omittedInComma());
    const it = omittedInConditional();
    print(`${it.next().done} ${it.next(false).done} ${it.next(false).done}`);
  });
  await run("rhs-primitive.js", async () => {
    drain(inGroup());
    const array = inArray();
    print(`${show(array.next())} ${show(array.next(0), false)}`);
    drain(inBlock());
    drain(inComma());
    const it = inConditional();
    print(`${show(it.next())} ${show(it.next(false))} ${show(it.next(false), false)}`);
  });
  await run("rhs-template-middle.js", async () => {
    const it = inTemplate();
    it.next();
    print(`${it.next(2).done} ${text}`);
  });
  await run("rhs-yield.js", async () => {
    const it = ofYield();
    print(`${show(it.next())} ${show(it.next(3))} ${show(it.next(0), false)}`);
  });
  await run("star-array.js", async () => drain(ofArray()));
  await run("star-string.js", async () => {
    const it = ofString();
    print(`${it.next().value} ${it.next().value} ${it.next().value} ${it.next().done}`);
  });
  await run("star-iterable.js", async () => drain(ofIterable()));
  await run("star-rhs-iter-get-call-err.js", async () => drain(ofFailing("iterator")));
  await run("star-rhs-iter-nrml-next-call-err.js", async () => drain(ofFailing("next")));
  await run("star-rhs-iter-rtrn-no-rtrn.js", async () => {
    const it = ofEndless();
    it.next();
    print(`${it.return().done}`);
  });
  await run("star-rhs-iter-rtrn-rtrn-call-err.js", async () => {
    const it = ofFailing("return");
    it.next();
    print(`${it.return().done}`);
  });
  await run("star-rhs-iter-thrw-violation-no-rtrn.js", async () => {
    const it = ofEndless();
    it.next();
    print(`${it.throw(new Error("thrown")).done}`);
  });
  await run("star-rhs-iter-thrw-violation-rtrn-call-err.js", async () => {
    const it = ofFailing("return");
    it.next();
    print(`${it.throw(new Error("thrown")).done}`);
  });
  await run("then-return.js", async () => {
    const it = thenReturns();
    print(`${show(it.next())} ${show(it.next())}`);
  });
  await run("within-for.js", async () => drain(inLoop()));
}
