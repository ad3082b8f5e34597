// Values cross as copies, or with an error: never as another value.

import { beforeAll, describe, expect, test } from "vitest";
import { type Loaded, loadService } from "./service.js";

const variants = [
  { runtime: "incremental", optimize: "-O0", collect: true },
  { runtime: "minimal", optimize: "-O1" },
  { runtime: "stub", optimize: "-O0" },
] as const;

describe.each(variants)("$runtime $optimize", (variant) => {
  let service: Loaded;
  beforeAll(async () => {
    service = await loadService({}, variant);
  }, 120_000);

  test.each([
    ["i8", [-128, 0, 127], [128, -129, 0.5, "1", null, true, 1n]],
    ["u8", [0, 255], [-1, 256]],
    ["i16", [-32768, 32767], [32768]],
    ["u16", [0, 65535], [65536, -1]],
    ["i32", [-(2 ** 31), 2 ** 31 - 1], [2 ** 31, Number.NaN, Number.POSITIVE_INFINITY]],
    ["u32", [0, 2 ** 32 - 1], [-1, 2 ** 32]],
    ["i64", [-(2n ** 63n), 2n ** 63n - 1n], [2n ** 63n, 1.5, "1"]],
    ["u64", [0n, 2n ** 64n - 1n], [-1n, 2n ** 64n, -1]],
    ["f32", [0.5, Number.NaN, Number.NEGATIVE_INFINITY], ["0.5", 1n, undefined]],
    ["f64", [0.1, -0, Number.MAX_VALUE], [null]],
    ["bool", [true, false], [0, 1, "true"]],
    ["string", ["", "ä😀\0z", "x".repeat(100_000), "\ud800", null], [1, {}]],
    ["bytes", [new Uint8Array([1, 2, 255]), new Uint8Array()], [[1], new Uint8ClampedArray(1), null]],
    ["floats", [new Float64Array([0.5, Number.NaN])], [new Float32Array(1)]],
    ["longs", [new BigInt64Array([-1n, 2n ** 62n])], [new BigUint64Array(1)]],
    ["buffer", [new Uint8Array([1, 2]).buffer], [new Uint8Array([1, 2])]],
    ["numbers", [[], [1, -1, 2 ** 31 - 1]], [[0.5], "12", new Int32Array(1)]],
    ["bools", [[true, false]], [[1]]],
    ["bigints", [[0n, 2n ** 64n - 1n]], [[-1n]]],
    [
      "strings",
      [[], ["a", "", "ü"]],
      [
        ["a", null],
        ["a", 1],
      ],
    ],
    ["nested", [[[0.5], [], [1, 2]]], [[1]]],
    ["static", [[1, 65535], []], [[65536]]],
  ])("%s", (name, good, bad) => {
    const same = service.exports[`same_${name}`] as (x: unknown) => unknown;
    for (const value of good) expect(same(value)).toEqual(value);
    for (const value of bad) expect(() => same(value), String(value)).toThrow(TypeError);
  });

  test("numbers of 64 bits may be given as numbers that are exact", () => {
    expect(service.exports.same_i64?.(-5)).toBe(-5n);
  });

  test("f32 has its own precision", () => {
    expect(service.exports.same_f32?.(0.1)).toBe(Math.fround(0.1));
  });

  test("records are plain objects, with all that they refer to", () => {
    const node = {
      name: "a",
      next: { name: "b", next: null, tags: [], at: { x: 0, y: 0 } },
      tags: ["x", "y"],
      at: { x: 1, y: 2 },
    };
    expect(service.exports.same_node?.(node)).toEqual(node);
  });

  test("objects that are there twice are one, in cycles, too", () => {
    const node = { name: "a", next: null as unknown, tags: [], at: { x: 0, y: 0 } };
    node.next = node;
    const same = service.exports.same_node?.(node);
    expect(same.next).toBe(same);
    expect(service.exports.is_same?.(node, node)).toBe(true);
    expect(service.exports.is_same?.(node, { ...node })).toBe(false);
  });

  test("a list that is too long to recurse through", () => {
    let list: unknown = null;
    for (let i = 0; i < 1100; i++) list = { name: "", next: list, tags: [], at: { x: 0, y: 0 } };
    expect(() => service.exports.same_node?.(list)).toThrow("same_node: x.next");
    expect(() => service.exports.same_node?.(list)).toThrow("objects lie more than 1000 deep within each other");
  });

  test("what is left out of a record is named", () => {
    expect(() => service.exports.same_node?.({ name: "a", next: null, tags: [], at: { x: 1 } })).toThrow(
      new TypeError("same_node: x.at.y is undefined, not f64"),
    );
    expect(() => service.exports.same_strings?.(["a", 1])).toThrow(
      new TypeError("same_strings: x[1] is 1, not string"),
    );
    expect(() => service.exports.same_i32?.("x".repeat(50))).toThrow(/^same_i32: x is "x{40}\.\.\.", not i32$/);
    expect(() => service.exports.same_node?.([])).toThrow("same_node: x.name is undefined, not string");
  });

  test("views of a part of a buffer", () => {
    expect(service.exports.middle?.(new Uint8Array([1, 2, 3, 4]).subarray(1))).toEqual(new Uint8Array([3, 4]));
  });

  test("errors", () => {
    const error = service.exports.same_error?.(new RangeError("too far", { cause: new Error("because") }));
    expect(error).toBeInstanceOf(RangeError);
    expect([error.message, error.cause.message]).toEqual(["too far", "because"]);
  });

  test("arguments may be left out where the guest has defaults", () => {
    const { optional } = service.exports;
    expect([optional?.(1), optional?.(1, 2), optional?.(1, 2, "d")]).toEqual(["110c", "12c", "12d"]);
    expect(() => optional?.()).toThrow("optional takes 1 to 3 arguments, not 0");
    expect(() => optional?.(1, 2, "", 4)).toThrow("optional takes 1 to 3 arguments, not 4");
  });

  test("types that do not cross", () => {
    expect(() => service.exports.hidden?.()).toThrow("hidden: its result, of the type Hidden, does not cross");
    expect(() => service.exports.keys?.(new Map())).toThrow(
      "keys: its parameter map, of the type Map<i32,string>".replace("i32,string", "string,i32"),
    );
  });

  test("functions of the host", () => {
    expect(service.exports.with_host?.(3)).toBe(1.5);
    expect(service.lines).toContain("half of 3.0");
  });

  test("what promises are fulfilled with", async () => {
    const { later_i32, later_u64, later_f32, later_bool, later_node } = service.exports;
    const node = { name: "n", next: null, tags: ["t"], at: { x: 1, y: 2 } };
    expect(
      await Promise.all([later_i32?.(-1), later_u64?.(2n ** 64n - 1n), later_f32?.(0.5), later_bool?.(true)]),
    ).toEqual([-1, 2n ** 64n - 1n, 0.5, true]);
    expect(await Promise.all([later_node?.(node), later_node?.(null)])).toEqual([node, null]);
  });
});
