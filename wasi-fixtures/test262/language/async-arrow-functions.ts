// language/expressions/async-arrow-function of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { rejected, resolved, run } from "./cases";

export async function main(): Promise<void> {
  await run("arrow-returns-promise.js", async () => {
    const foo = async (): Promise<i32> => await Promise.resolve<i32>(1);
    const p: Promise<i32> = foo();
    print(`${p instanceof Promise} ${await p}`);
  });
  await run("dflt-params-arg-val-not-undefined.js", async () => {
    const ref = async (a: i32 = 10, b: string = "none", c: bool = true): Promise<string> => `${a} ${b} ${c}`;
    print(await ref(0, "", false));
  });
  await run("params-trailing-comma-multiple.js", async () => {
    const ref = async (a: i32, b: i32,): Promise<i32> => a + b;
    print(`${await ref(42, 39)}`);
  });
  await run("params-trailing-comma-single.js", async () => {
    const ref = async (a: i32,): Promise<i32> => a;
    print(`${await ref(42)}`);
  });
  await run("try-reject-finally-reject.js", async () => {
    const f = async (): Promise<string> => {
      try {
        await rejected("early-reject");
      } finally {
        await rejected("override");
      }
      return "not reached";
    };
    print(await f());
  });
  await run("try-reject-finally-return.js", async () => {
    const f = async (): Promise<string> => {
      try {
        await rejected("early-reject");
      } finally {
        return await resolved("override");
      }
    };
    print(await f());
  });
  await run("try-reject-finally-throw.js", async () => {
    const f = async (): Promise<string> => {
      try {
        await rejected("early-reject");
      } finally {
        throw new Error("override");
      }
    };
    print(await f());
  });
  await run("try-return-finally-reject.js", async () => {
    const f = async (): Promise<string> => {
      try {
        return await resolved("early-return");
      } finally {
        await rejected("override");
      }
    };
    print(await f());
  });
  await run("try-return-finally-return.js", async () => {
    const f = async (): Promise<string> => {
      try {
        return await resolved("early-return");
      } finally {
        return await resolved("override");
      }
    };
    print(await f());
  });
  await run("try-return-finally-throw.js", async () => {
    const f = async (): Promise<string> => {
      try {
        return await resolved("early-return");
      } finally {
        throw new Error("override");
      }
    };
    print(await f());
  });
  await run("try-throw-finally-reject.js", async () => {
    const f = async (): Promise<string> => {
      try {
        throw new Error("early-throw");
      } finally {
        await rejected("override");
      }
    };
    print(await f());
  });
  await run("try-throw-finally-return.js", async () => {
    const f = async (): Promise<string> => {
      try {
        throw new Error("early-throw");
      } finally {
        return await resolved("override");
      }
    };
    print(await f());
  });
  await run("try-throw-finally-throw.js", async () => {
    const f = async (): Promise<string> => {
      try {
        throw new Error("early-throw");
      } finally {
        throw new Error("override");
      }
    };
    print(await f());
  });
}
