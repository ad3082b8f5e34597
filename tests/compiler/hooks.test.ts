// A compiler that is not the one that the hooks were written for is found out when the transform is loaded.

import { expect, test } from "vitest";
import { readEnum } from "../../src/compiler/enums.js";
import { HookError, hook } from "../../src/compiler/hooks.js";
import {
  DIRECT,
  FLAGS,
  FRAME_BASE,
  POINT,
  POINT_LIVE,
  POINT_SITE,
  REJECTED,
  STATUS,
} from "../../src/compiler/lower/layout.js";
import { sources } from "../setup/sources.js";

class Compiler {
  compile(first: number, second: number): number {
    return first + second;
  }
}

test("a method is replaced, and the original can be called", () => {
  class Other extends Compiler {
    override compile(first: number, second: number): number {
      return first * second;
    }
  }
  hook<(this: Other, a: number, b: number) => number>(Other, "compile", 2, (original) => {
    return function (a, b) {
      return original.call(this, a, b) + 1;
    };
  });
  expect(new Other().compile(3, 4)).toBe(13);
});

const keep = <T>(original: T): T => original;

test("a method that is gone is named", () => {
  expect(() => hook(Compiler, "compileEverything", 1, keep)).toThrow(
    /^POLLEN_E_HOOK: .* assemblyscript \d+\.\d+\.\d+: compileEverything\(\) is missing\. Install a version/,
  );
});

test("a method that takes other parameters is named", () => {
  expect(() => hook(Compiler, "compile", 3, keep)).toThrow(/compile\(\) takes 2 parameters, not 3/);
});

test("a number of the compiler that is gone is named", () => {
  expect(() => readEnum("NodeKind", "Block", "Hologram")).toThrow(/NodeKind\.Hologram is missing/);
  expect(() => readEnum("NoSuchEnum", "Block")).toThrow(/NoSuchEnum\.Block is missing/);
});

test("the error has a code", () => {
  expect(new HookError("f()", "is missing").code).toBe("POLLEN_E_HOOK");
});

test("the layout of frames is the one that the core draws", () => {
  const [core] = sources(/^assembly\/core\/layout\.ts$/);
  const inCore = (name: string): number =>
    Number(new RegExp(`const ${name}: usize = (\\d+);`).exec(core?.text ?? "")?.[1]);
  for (const [name, offset] of Object.entries({ STATUS, FLAGS, POINT, FRAME_BASE, POINT_SITE, POINT_LIVE })) {
    expect(offset, name).toBe(inCore(name));
  }
  expect(core?.text).toMatch(new RegExp(`REJECTED = ${REJECTED},`));
  expect(core?.text).toMatch(new RegExp(`DIRECT = ${DIRECT},`));
});
