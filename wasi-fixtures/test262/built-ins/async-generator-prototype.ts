// built-ins/AsyncGeneratorPrototype of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { run, show } from "./cases";
let yieldOrder = 0;
let latest: PromiseWithResolvers<i32> = Promise.withResolvers<i32>();
let executing: AsyncGenerator<i32, i32> = finished();
let valueIsSet = false;

function resolveLater(): Promise<i32> {
  latest = Promise.withResolvers<i32>();
  return latest.promise;
}
async function* late(): AsyncGenerator<i32> {
  yield resolveLater();
  yield ++yieldOrder;
}
async function* ordered(): AsyncGenerator<i32> {
  yield 1;
  yield 2;
}
async function* nothing(): AsyncGenerator<i32> {}
async function* finished(): AsyncGenerator<i32, i32> { return 0; }
async function* nextsItself(): AsyncGenerator<i32, i32> {
  executing.next().then<void>((r: IteratorResult<i32>): void => print(`${valueIsSet} ${show(r)}`));
  valueIsSet = true;
  yield 1;
  yield 2;
  return 0;
}
async function* returnsItself(): AsyncGenerator<i32, i32> {
  executing.return(42).then<void>((r: IteratorResult<i32>): void => print(`returned ${show(r)}`));
  yield 1;
  print("not reached");
  return 0;
}
async function* throwsItself(): AsyncGenerator<i32, i32> {
  executing.throw(new Error("Catch me.")).then<void>(
    (_: IteratorResult<i32>): void => print("not called"),
    (e: Error): void => print(`rejected ${e.message}`),
  );
  yield 1;
  yield 2;
  return 0;
}
async function* neverStarted(): AsyncGenerator<i32, i32> {
  print("not reached");
  return 0;
}
async function* suspended(): AsyncGenerator<i32, i32> {
  yield 1;
  print("not reached");
  return 0;
}
async function* finallyReturns(): AsyncGenerator<i32, i32> {
  try {
    yield 1;
    print("not reached");
  } finally {
    return 7;
  }
}
async function* finallyThrows(): AsyncGenerator<i32, i32> {
  try {
    yield 1;
    print("not reached");
  } finally {
    throw new Error("boop");
  }
}
async function* finallyYields(): AsyncGenerator<i32, i32> {
  try {
    yield 1;
    print("not reached");
  } finally {
    yield 2;
  }
  return 0;
}
async function* catches(): AsyncGenerator<i32, i32> {
  try {
    yield 1;
    print("not reached");
  } catch (err) {
    return 7;
  }
  return 0;
}

async function tell(result: Promise<IteratorResult<i32>>, hasValue: bool): Promise<void> {
  try {
    print(show(await result, hasValue));
  } catch (e) {
    print(`rejected ${(e as Error).message}`);
  }
}
async function returned(it: AsyncGenerator<i32, i32>, starts: bool): Promise<void> {
  if (starts) print(show(await it.next()));
  await tell(it.return(9), true);
  await tell(it.next(), false);
  await tell(it.next(), false);
}
async function thrown(it: AsyncGenerator<i32, i32>, starts: bool): Promise<void> {
  if (starts) print(show(await it.next()));
  await tell(it.throw(new Error("superseded")), true);
  await tell(it.next(), false);
  await tell(it.next(), false);
}

export async function main(): Promise<void> {
  await run("next/request-queue-await-order.js", async () => {
    yieldOrder = 0;
    const iter = late();
    const item1 = iter.next(), item2 = iter.next(), item3 = iter.next();
    latest.resolve(++yieldOrder);
    print(show(await item3, false));
    print(show(await item2));
    print(show(await item1));
  });
  await run("next/request-queue-order-state-executing.js", async () => {
    executing = nextsItself();
    print(show(await executing.next()));
    print(show(await executing.next(), false));
  });
  await run("next/request-queue-order.js", async () => {
    const iter = ordered();
    const item1 = iter.next(), item2 = iter.next(), item3 = iter.next();
    await Promise.all<void>([
      item3.then<void>((r: IteratorResult<i32>): void => print(`3: ${show(r, false)}`)),
      item2.then<void>((r: IteratorResult<i32>): void => print(`2: ${show(r)}`)),
      item1.then<void>((r: IteratorResult<i32>): void => print(`1: ${show(r)}`)),
    ]);
  });
  await run("next/request-queue-promise-resolve-order.js", async () => {
    yieldOrder = 0;
    const iter = late();
    const item1 = iter.next(), item2 = iter.next(), item3 = iter.next();
    const all = Promise.all<void>([
      item3.then<void>((r: IteratorResult<i32>): void => print(`3: ${show(r, false)}`)),
      item2.then<void>((r: IteratorResult<i32>): void => print(`2: ${show(r)}`)),
      item1.then<void>((r: IteratorResult<i32>): void => print(`1: ${show(r)}`)),
    ]);
    latest.resolve(++yieldOrder);
    await all;
  });
  await run("next/return-promise.js", async () => print(`${nothing().next() instanceof Promise}`));
  await run("return/request-queue-order-state-executing.js", async () => {
    executing = returnsItself();
    print(show(await executing.next()));
    print(show(await executing.next(), false));
  });
  await run("return/return-promise.js", async () => print(`${nothing().return() instanceof Promise}`));
  await run("return/return-state-completed.js", async () => {
    const iter = finished();
    await iter.next();
    print(show(await iter.return(42)));
  });
  await run("return/return-suspendedStart.js", async () => returned(neverStarted(), false));
  await run("return/return-suspendedYield.js", async () => returned(suspended(), true));
  await run("return/return-suspendedYield-try-finally-return.js", async () => returned(finallyReturns(), true));
  await run("return/return-suspendedYield-try-finally-throw.js", async () => returned(finallyThrows(), true));
  await run("return/return-suspendedYield-try-finally.js", async () => returned(finallyYields(), true));
  await run("throw/request-queue-order-state-executing.js", async () => {
    executing = throwsItself();
    print(show(await executing.next()));
    print(show(await executing.next(), false));
  });
  await run("throw/return-rejected-promise.js", async () => {
    const result = nothing().throw(new Error("Promise rejected."));
    print(`${result instanceof Promise}`);
    await result;
  });
  await run("throw/throw-state-completed.js", async () => {
    const iter = finished();
    await iter.next();
    await iter.throw(new Error("Catch me"));
  });
  await run("throw/throw-suspendedStart.js", async () => thrown(neverStarted(), false));
  await run("throw/throw-suspendedYield.js", async () => thrown(suspended(), true));
  await run("throw/throw-suspendedYield-try-catch.js", async () => thrown(catches(), true));
  await run("throw/throw-suspendedYield-try-finally-return.js", async () => thrown(finallyReturns(), true));
  await run("throw/throw-suspendedYield-try-finally-throw.js", async () => thrown(finallyThrows(), true));
  await run("throw/throw-suspendedYield-try-finally.js", async () => thrown(finallyYields(), true));
}
