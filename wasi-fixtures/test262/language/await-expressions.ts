// language/expressions/await of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { run } from "./cases";
async function pushAwait(): Promise<void> {
  print("await");
}
async function* interleaved(): AsyncGenerator<i32, i32> {
  for (let i = 0; i < 2; i++) await pushAwait();
  return 0;
}
async function* naturalNumbers(start: i32): AsyncGenerator<i32> {
  let current = start;
  while (current > 0) yield Promise.resolve<i32>(current--);
}
async function trigger(): Promise<void> {
  for await (const n of naturalNumbers(3)) print(`Await: ${n}`);
}
function countdown(counter: i32): Promise<void> {
  print(`Promise: ${counter}`);
  if (counter > 0) return Promise.resolve<i32>(counter - 1).then<Promise<void>>(countdown);
  return Promise.resolve();
}

export async function main(): Promise<void> {
  await run("async-await-interleaved.js", async () => {
    const pushAwait = async (value: i32): Promise<void> => print(`Await: ${value}`);
    const callAsync = async (): Promise<void> => {
      await pushAwait(1);
      await pushAwait(2);
    };
    callAsync();
    await new Promise<void>((resolve, _) => {
      print("Promise: 1");
      resolve();
    }).then<void>((): void => print("Promise: 2")).then<void>((): void => print("checked"));
  });
  await run("async-generator-interleaved.js", async () => {
    interleaved().next();
    await new Promise<void>((resolve, _) => {
      print("1");
      resolve();
    }).then<void>((): void => print("2")).then<void>((): void => print("checked"));
  });
  await run("await-throws-rejections.js", async () => {
    const err = new Error("rejected");
    let caught = false;
    try {
      await Promise.reject<void>(err);
    } catch (e) {
      caught = true;
      print(`${(e as Error) == err}`);
    }
    print(`${caught}`);
  });
  await run("await-non-promise.js", async () => {
    const pushAwaitSync = (value: i32): i32 => {
      print(`Await: ${value}`);
      return value;
    };
    const trigger = async (): Promise<void> => {
      await pushAwaitSync(1);
    };
    trigger().then<void>((): void => print("checked"));
    await new Promise<void>((resolve, _) => {
      print("Promise: 1");
      resolve();
    }).then<void>((): void => print("Promise: 2"));
  });
  await run("for-await-of-interleaved.js", async () => {
    trigger();
    countdown(6);
    for (let i = 0; i < 20; i++) await 0;
  });
  await run("syntax-await-has-UnaryExpression.js", async () => {
    let x = 1;
    const y = await x++;
    print(`${y} ${x}`);
  });
  await run("syntax-await-has-UnaryExpression-with-MultiplicativeExpression.js", async () => {
    const x = 2;
    print(`${await Promise.resolve(2) * x}`);
  });
}
