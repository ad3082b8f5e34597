// language/expressions/async-function of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { rejected, resolved, run } from "./cases";

export async function main(): Promise<void> {
  await run("try-reject-finally-reject.js", async () => {
    const f = async function (): Promise<string> {
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
    const f = async function (): Promise<string> {
      try {
        await rejected("early-reject");
      } finally {
        return await resolved("override");
      }
    };
    print(await f());
  });
  await run("try-reject-finally-throw.js", async () => {
    const f = async function (): Promise<string> {
      try {
        await rejected("early-reject");
      } finally {
        throw new Error("override");
      }
    };
    print(await f());
  });
  await run("try-return-finally-reject.js", async () => {
    const f = async function (): Promise<string> {
      try {
        return await resolved("early-return");
      } finally {
        await rejected("override");
      }
    };
    print(await f());
  });
  await run("try-return-finally-return.js", async () => {
    const f = async function (): Promise<string> {
      try {
        return await resolved("early-return");
      } finally {
        return await resolved("override");
      }
    };
    print(await f());
  });
  await run("try-return-finally-throw.js", async () => {
    const f = async function (): Promise<string> {
      try {
        return await resolved("early-return");
      } finally {
        throw new Error("override");
      }
    };
    print(await f());
  });
  await run("try-throw-finally-reject.js", async () => {
    const f = async function (): Promise<string> {
      try {
        throw new Error("early-throw");
      } finally {
        await rejected("override");
      }
    };
    print(await f());
  });
  await run("try-throw-finally-return.js", async () => {
    const f = async function (): Promise<string> {
      try {
        throw new Error("early-throw");
      } finally {
        return await resolved("override");
      }
    };
    print(await f());
  });
  await run("try-throw-finally-throw.js", async () => {
    const f = async function (): Promise<string> {
      try {
        throw new Error("early-throw");
      } finally {
        throw new Error("override");
      }
    };
    print(await f());
  });
}
