// What lowered code knows of memory is what the core has: the compiler's offsets against the library's.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as compiler from "../../src/compiler/lower/layout.js";
import { repository } from "../setup/pollen.js";

const text = readFileSync(join(repository, "assembly/core/layout.ts"), "utf8");

/** The library's constants, and the members of its enumerations. */
const library = new Map(
  [...text.matchAll(/^ *(?:@inline export const )?([A-Z_]+)(?:: usize)? = (\d+)[;,]/gm)].map(
    ([, name, value]) => [name as string, Number(value)] as const,
  ),
);

const known: Record<string, unknown> = { ...compiler };

test.each(["STATUS", "REJECTED", "FRAME_BASE", "GENERATOR_BASE", "POINT", "POINT_SITE", "POINT_LIVE"])("%s", (name) => {
  expect(library.get(name)).toBe(known[name]);
});

test("the frame follows the promise", () => {
  expect(library.get("FRAME_BASE")).toBe(library.get("PROMISE_SIZE"));
});

test("the fields of a suspension point are as drawn", () => {
  const [drawing] = text.match(/0 {8}2 {9}4 {9}8 {13}12/) ?? [];
  expect(drawing).toBeDefined();
  const { POINT_STATE, POINT_HANDLER, POINT_SITE, POINT_LIVE, POINT_SIZE } = compiler;
  expect([POINT_STATE, POINT_HANDLER, POINT_SITE, POINT_LIVE, POINT_SIZE]).toEqual([0, 2, 4, 8, 12]);
});

test("what 16 bits cannot count is refused", () => {
  expect(compiler.excessOf(65_535, 65_535)).toBeNull();
  expect(compiler.excessOf(65_536, 1)).toBe("keeps 65536 references across its awaits");
  expect(compiler.excessOf(0, 65_536)).toBe("has 65536 awaits and handlers");
});
