// Medians, spreads, and the order of measurements, with times that the tests make up.

import { describe, expect, test } from "vitest";
import { resultsIn } from "../../src/bench/results.js";
import { measureInRounds, spreads } from "../../src/bench/rounds.js";
import { shown, shownSpread, spreadOf } from "../../src/bench/statistics.js";

describe("spreadOf", () => {
  test("the middle one of an odd number", () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, lowest: 1, highest: 9, count: 3 });
  });
  test("between the two in the middle of an even number", () => {
    expect(spreadOf([4, 1, 100, 2])).toEqual({ median: 3, lowest: 1, highest: 100, count: 4 });
  });
  test("of a single one", () => {
    expect(spreadOf([7])).toEqual({ median: 7, lowest: 7, highest: 7, count: 1 });
  });
  test("of none: an error", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
  test("the values stay as they are", () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

test("three digits count", () => {
  expect([0, 0.01234, 0.9994, 0.9996, 9.994, 9.996, 99.94, 99.96, 1234.5, -0.5].map(shown)).toEqual([
    "0",
    "0.012",
    "0.999",
    "1.00",
    "9.99",
    "10.0",
    "99.9",
    "100",
    "1,235",
    "-0.500",
  ]);
  expect(shownSpread({ median: 2, lowest: 1, highest: 30, count: 3 })).toBe("2.00 [1.00 .. 30.0]");
  expect(shownSpread({ median: 2, lowest: 2, highest: 2, count: 1 })).toBe("2.00");
});

describe("resultsIn", () => {
  test("finds what a program reports among what else it prints", () => {
    const text = 'starting\nRESULT switch 12.5 ns/op\n  RESULT not 1 this\nRESULT "a \\"name\\" of words" -3 B\n';
    expect(resultsIn(text)).toEqual([
      { figure: "switch", value: 12.5, unit: "ns/op" },
      { figure: 'a "name" of words', value: -3, unit: "B" },
    ]);
  });
  test("a value that is none", () => {
    expect(() => resultsIn("RESULT switch NaN ns")).toThrow("not a number: RESULT switch NaN ns");
  });
});

test("rounds are outermost, then lines, then subjects; each figure keeps what it was given, by subject", async () => {
  const order: string[] = [];
  const times = [10, 1, 20, 2, 99, 3];
  const figures = await measureInRounds({
    rounds: 3,
    lines: ["switch", "idle"],
    subjects: ["ours", "theirs"],
    measure(line, subject, round) {
      order.push(`${round} ${line} ${subject}`);
      if (line === "idle") return subject === "ours" ? [{ figure: "bytes", value: 64, unit: "B" }] : [];
      return [{ figure: "switch", value: times.shift() ?? 0, unit: "ns" }];
    },
  });
  expect(order.slice(0, 5)).toEqual([
    "0 switch ours",
    "0 switch theirs",
    "0 idle ours",
    "0 idle theirs",
    "1 switch ours",
  ]);
  expect(order.length).toBe(12);
  expect([...figures.keys()]).toEqual(["switch", "bytes"]);
  const [switches, bytes] = [...figures.values()].map((figure) => [...spreads(figure)]);
  expect(switches).toEqual([
    ["ours", { median: 20, lowest: 10, highest: 99, count: 3 }],
    ["theirs", { median: 2, lowest: 1, highest: 3, count: 3 }],
  ]);
  expect(bytes).toEqual([["ours", { median: 64, lowest: 64, highest: 64, count: 3 }]]);
});
