// Every program of bench/ that needs no toolchain of its own still builds, runs, and reports every figure of its lines. What the
// figures are is no matter of tests.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { folderWith, repository, runNode } from "../setup/pollen.js";

const own = requireHost("wasmtime") ? "Pollen" : "Pollen, V8";
const peers = [own, "promises, V8"];

test("all lines, with little work", () => {
  const folder = folderWith({});
  const line = ["--rounds", "1", "--work", "0.001", "--out", folder, "--peers", peers.join(",")];
  const { stdout, stderr, code } = runNode([join(repository, "bench/run.mjs"), ...line]);
  expect(stderr.replace(/^npm .*\n/gm, "")).toBe("");
  expect(code).toBe(0);

  const blocks = [...stdout.matchAll(/^(\w+): .*\n((?: {2}.*\n)+)/gm)];
  const figures = new Map(
    blocks.map(([, name = "", rows = ""]) => [name, rows.match(/(?<=^ {2})\S.*?(?= {2})/gm) ?? []]),
  );
  const names = [...readFileSync(join(repository, "bench/README.md"), "utf8").matchAll(/^\| (`[\w`, ]+`) \| [\d`s]/gm)];
  const lines = names.flatMap(([, cell = ""]) => cell.replaceAll("`", "").split(", "));
  expect(lines.length).toBeGreaterThan(15);
  for (const [name, present] of figures) {
    expect(present, name).toEqual(name.endsWith("_by_hand") ? [own] : peers);
  }
  const reported = [...figures.keys()].join(" ");
  for (const name of lines) expect(reported).toContain(name.replace("sleep0", "sleep_min"));
  const judged = [...stdout.matchAll(new RegExp(`^(?:PASS|FAIL) ${own}, (\\w+): .* of by hand\\)$`, "gm"))];
  expect(judged.map(([, name]) => name)).toEqual(["switch", "await_ready", "await_call"]);

  const table = readFileSync(join(folder, "table.md"), "utf8");
  expect(table.match(/^\| `/gm)?.length).toBe(figures.size);
  expect(readFileSync(join(folder, "bench.svg"), "utf8").match(/<tspan font-weight/g)?.length).toBe(figures.size);
}, 180_000);
