// Errors and the host: exports that end with an error abort, and can be called again, at any time.

import { expect, test } from "vitest";
import { buildModule } from "./throws-modules.js";

const source = `
// @ts-ignore: decorator
@external("host", "enter")
declare function enter(x: i32): i32;

export function risky(x: i32): i32 {
  if (x == 1) throw new Error("one");
  if (x == 2) throw new RangeError("two");
  return x;
}
export function safe(x: i32): i32 {
  try { return risky(x); } catch (e) { return -(e as Error).message.length; }
}
export function held(x: i32): i32 {
  let entered = 0;
  try {
    risky(x);
  } finally {
    entered = enter(x);
  }
  return entered;
}
export function caught(x: i32): i32 {
  try { return held(x); } catch (e) { return (e as Error).message == "one" ? -10 : -20; }
}
`;

test.each([
  { runtime: "incremental", optimize: "-O0" },
  { runtime: "minimal", optimize: "-O3" },
  { runtime: "stub", optimize: "-Oz" },
] as const)("$runtime $optimize", async (options) => {
  const entered: number[] = [];
  let depth = 0;
  const { instance } = await WebAssembly.instantiate(await buildModule(source, options), {
    env: {
      abort(_message: number, _file: number, line: number) {
        throw new Error(`abort at line ${line}`);
      },
    },
    host: {
      enter(x: number) {
        if (depth++ > 3) return 7;
        entered.push(call("safe", 0), call("safe", 1), call("safe", 2));
        expect(() => call("risky", 2)).toThrow("abort at line 8");
        entered.push(call("caught", 1));
        depth--;
        return x + 100;
      },
    },
  });
  const call = (name: string, x: number): number => (instance.exports[name] as (x: number) => number)(x);
  (instance.exports._start as (() => void) | undefined)?.();

  expect(call("risky", 0)).toBe(0);
  expect(() => call("risky", 1)).toThrow("abort at line 7");
  expect(call("safe", 2)).toBe(-3);
  expect(call("held", 0)).toBe(100);
  expect(() => call("held", 1)).toThrow("abort");
  expect(call("caught", 2)).toBe(-20);
  expect(call("caught", 1)).toBe(-10);
  expect(entered.slice(0, 3)).toEqual([0, -3, -3]);
});
