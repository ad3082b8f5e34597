// language/statements/async-function of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { rejected, resolved, run } from "./cases";
class Holder {
  n: i32 = 4;
  async foo(): Promise<i32> {
    return this.n;
  }
}

export async function main(): Promise<void> {
  await run("declaration-returns-promise.js", async () => {
    async function foo(): Promise<void> {}
    const p: Promise<void> = foo();
    print(`${p instanceof Promise}`);
  });
  await run("dflt-params-abrupt.js", async () => {
    let called = 0;
    function fail(): i32 {
      throw new Error("default");
    }
    async function f(_: i32 = fail()): Promise<void> {
      called++;
    }
    const p = f();
    await p.catch<i32>((e: Error): i32 => { print(e.message); return 0; });
    print(`${called}`);
  });
  await run("dflt-params-arg-val-not-undefined.js", async () => {
    async function ref(a: i32 = 10, b: string = "none", c: bool = true): Promise<string> {
      return `${a} ${b} ${c}`;
    }
    print(await ref(0, "", false));
  });
  await run("dflt-params-ref-prior.js", async () => {
    async function ref(x: i32, y: i32 = x, z: i32 = y): Promise<string> {
      return `${x} ${y} ${z}`;
    }
    print(await ref(3));
  });
  await run("dflt-params-trailing-comma.js", async () => {
    async function ref(a: i32, b: i32 = 39,): Promise<i32> {
      return a + b;
    }
    print(`${await ref(42)} ${await ref(42, 1)}`);
  });
  await run("evaluation-body.js", async () => {
    let called = false;
    async function foo(): Promise<void> {
      called = true;
    }
    foo();
    print(`${called}`);
  });
  await run("evaluation-body-that-returns.js", async () => {
    async function foo(): Promise<i32> {
      return 42;
    }
    await foo().then<void>((v: i32): void => print(`${v}`));
  });
  await run("evaluation-body-that-returns-after-await.js", async () => {
    async function foo(): Promise<i32> {
      await Promise.resolve();
      return 42;
    }
    await foo().then<void>((v: i32): void => print(`${v}`));
  });
  await run("evaluation-body-that-throws.js", async () => {
    async function foo(): Promise<void> {
      throw new Error("1");
    }
    await foo().then<void>((): void => print("not called"), (e: Error): void => print(e.message));
  });
  await run("evaluation-body-that-throws-after-await.js", async () => {
    async function foo(): Promise<void> {
      await Promise.resolve();
      throw new Error("1");
    }
    await foo().then<void>((): void => print("not called"), (e: Error): void => print(e.message));
  });
  await run("evaluation-default-that-throws.js", async () => {
    const y = (): i32 => {
      throw new TypeError("y");
    };
    async function foo(x: i32 = y()): Promise<i32> {
      return x;
    }
    await foo().then<void>((_: i32): void => print("not called"), (e: Error): void => print(e.name));
  });
  await run("evaluation-this-value-passed.js", async () => {
    print(`${await new Holder().foo()}`);
  });
  await run("params-trailing-comma-multiple.js", async () => {
    async function ref(a: i32, b: i32,): Promise<i32> {
      return a + b;
    }
    print(`${await ref(42, 39)}`);
  });
  await run("params-trailing-comma-single.js", async () => {
    async function ref(a: i32,): Promise<i32> {
      return a;
    }
    print(`${await ref(42)}`);
  });
  await run("returns-async-arrow.js", async () => {
    let count = 0;
    async function asyncFn(x: i32): Promise<() => Promise<i32>> {
      return async (): Promise<i32> => x;
    }
    const result = await asyncFn(1).then<Promise<i32>>((retFn: () => Promise<i32>): Promise<i32> => {
      count++;
      return retFn();
    });
    print(`${result} ${count}`);
  });
  await run("returns-async-function.js", async () => {
    let count = 0;
    async function asyncFn(x: i32): Promise<() => Promise<i32>> {
      return async function (): Promise<i32> { return x; };
    }
    const result = await asyncFn(1).then<Promise<i32>>((retFn: () => Promise<i32>): Promise<i32> => {
      count++;
      return retFn();
    });
    print(`${result} ${count}`);
  });
  await run("syntax-declaration.js", async () => {
    async function foo(): Promise<void> {}
    await foo();
    print("parsed");
  });
  await run("syntax-declaration-line-terminators-allowed.js", async () => {
    async function

    foo

    (): Promise<void>

    {

    }
    await foo();
    print("parsed");
  });
  await run("try-reject-finally-reject.js", async () => {
    async function f(): Promise<string> {
      try {
        await rejected("early-reject");
      } finally {
        await rejected("override");
      }
      return "not reached";
    }
    print(await f());
  });
  await run("try-reject-finally-return.js", async () => {
    async function f(): Promise<string> {
      try {
        await rejected("early-reject");
      } finally {
        return await resolved("override");
      }
    }
    print(await f());
  });
  await run("try-reject-finally-throw.js", async () => {
    async function f(): Promise<string> {
      try {
        await rejected("early-reject");
      } finally {
        throw new Error("override");
      }
    }
    print(await f());
  });
  await run("try-return-finally-reject.js", async () => {
    async function f(): Promise<string> {
      try {
        return await resolved("early-return");
      } finally {
        await rejected("override");
      }
    }
    print(await f());
  });
  await run("try-return-finally-return.js", async () => {
    async function f(): Promise<string> {
      try {
        return await resolved("early-return");
      } finally {
        return await resolved("override");
      }
    }
    print(await f());
  });
  await run("try-return-finally-throw.js", async () => {
    async function f(): Promise<string> {
      try {
        return await resolved("early-return");
      } finally {
        throw new Error("override");
      }
    }
    print(await f());
  });
  await run("try-throw-finally-reject.js", async () => {
    async function f(): Promise<string> {
      try {
        throw new Error("early-throw");
      } finally {
        await rejected("override");
      }
    }
    print(await f());
  });
  await run("try-throw-finally-return.js", async () => {
    async function f(): Promise<string> {
      try {
        throw new Error("early-throw");
      } finally {
        return await resolved("override");
      }
    }
    print(await f());
  });
  await run("try-throw-finally-throw.js", async () => {
    async function f(): Promise<string> {
      try {
        throw new Error("early-throw");
      } finally {
        throw new Error("override");
      }
    }
    print(await f());
  });
}
