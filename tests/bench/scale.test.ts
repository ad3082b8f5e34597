// The programs of bench/scale still build and run, up to 10 of everything.

import { expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { folderWith, repository, runNode } from "../setup/pollen.js";

test.runIf(requireHost("wasmtime"))(
  "a table a curve",
  () => {
    const line = ["bench/scale/run.mjs", "--rounds", "1", "--most", "10", "--out", folderWith({})];
    const { stdout, stderr, code } = runNode(line, { cwd: repository });
    expect(stderr.replace(/^npm .*\n/gm, "")).toBe("");
    expect(code).toBe(0);
    const rows = stdout.split("\n").filter((row) => row.startsWith("|"));
    const numbers = rows.map((row) =>
      row.split("|").map((cell) => (/^ [\d,.]+ $/.test(cell) ? "number" : cell.trim())),
    );
    const count = (name: string, n: number, columns: number) => [
      expect.arrayContaining([name]),
      expect.arrayContaining(["---:"]),
      ...Array.from({ length: n }, () => ["", ...Array.from({ length: columns }, () => "number"), ""]),
    ];
    expect(numbers).toEqual([
      ...["tasks", "timers", "channels"].flatMap((name) => count(name, 1, 3)),
      ...count("descriptors", 1, 7),
      ...count("awaits", 2, 6),
    ]);
  },
  180_000,
);
