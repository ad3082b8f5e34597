// The table of `npm run bench:http`, of made-up measurements.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { measureInRounds } from "../../src/bench/rounds.js";
import { repository } from "../setup/pollen.js";

const report = await import(pathToFileURL(join(repository, "bench/http/report.mjs")).href);

test("what answers nothing in some rounds is said to, and counts with the others", async () => {
  const rates: Record<string, number[]> = { tokio: [100, 200, 300], shy: [50, 0, 150], silent: [0, 0, 0] };
  const plan = { rounds: 3, lines: [1, 64], subjects: Object.keys(rates) };
  const figures = await measureInRounds({
    ...plan,
    measure(line, subject, round) {
      const value = rates[subject]?.[round] ?? 0;
      if (!value) return [];
      return ["rate", "p99", "cpu"].map((name) => ({ figure: `${line} ${name}`, value, unit: "" }));
    },
  });
  const lines = report.table(figures, plan, "tokio").split("\n");
  expect(lines.filter((line: string) => line.endsWith("connection") || line.endsWith("connections"))).toEqual([
    "1 connection",
    "64 connections",
  ]);
  expect(lines.slice(-3)).toEqual([
    "| tokio | 200 [100 .. 300] | 1.00 | 200 [100 .. 300] | 200 [100 .. 300] |",
    "| shy | 100 [50.0 .. 150]; no answer in 1 of 3 rounds | 0.50 | 100 [50.0 .. 150] | 100 [50.0 .. 150] |",
    "| silent | no answer in 3 of 3 rounds |  |  |  |",
  ]);
});
