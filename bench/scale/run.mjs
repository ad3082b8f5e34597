#!/usr/bin/env node
// npm run bench:scale [-- --only tasks,timers,channels,descriptors,awaits] [--most 10000] [--write]
//
// How costs grow: one table a curve, and pictures in build/scale. `--write` puts the tables into docs/performance.md.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { resultsIn } from "../../dist/bench/results.js";
import { measureInRounds, spreads } from "../../dist/bench/rounds.js";
import { shown } from "../../dist/bench/statistics.js";
import { build } from "../../dist/compiler/build.js";
import { precompiled } from "../suite/toolchains.mjs";
import { awaits } from "./awaits.mjs";
import { descriptors } from "./descriptors.mjs";
import { curves } from "./picture.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "tasks,timers,channels,descriptors,awaits" },
    rounds: { type: "string", default: "3" },
    /** No curve goes beyond. */
    most: { type: "string", default: "1000000" },
    write: { type: "boolean", default: false },
    out: { type: "string", default: join(root, "build/scale") },
  },
});
const chosen = options.only.split(",");
const upTo = (most) => [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter((n) => n <= Math.min(most, Number(options.most)));

mkdirSync(options.out, { recursive: true });
const folder = mkdtempSync(join(options.out, "programs-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
const tell = (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`);

const tables = [];
const growing = ["tasks", "timers", "channels"].filter((name) => chosen.includes(name));
if (growing.length) for (const [name, points] of await grown()) show(name, points);
if (chosen.includes("descriptors")) show("descriptors", await descriptors(folder, upTo(10_000).slice(1), tell));
if (chosen.includes("awaits")) show("awaits", await awaits(folder, upTo(1000), (file) => output(commandOf(file)), tell));
if (options.write) {
  const page = join(root, "docs/performance.md");
  for (const { name, table } of tables) {
    const marks = new RegExp(`(<!-- npm run bench:scale -- --write: ${name} -->\n)[^]*?(<!-- end -->)`);
    writeFileSync(page, readFileSync(page, "utf8").replace(marks, (_, begin, end) => `${begin}${table}${end}`));
  }
}

/** Tasks, timers and channels: the median of the rounds. */
async function grown() {
  const flags = ["--use", "POLLEN_VIRTUAL_TIME=ASC_TARGET"];
  const { wasm } = await build({ entry: join(root, "bench/scale/main.ts"), optimize: "-O3", flags });
  const file = join(folder, "main.wasm");
  writeFileSync(file, wasm);
  const command = commandOf(file);
  const numbers = upTo(1_000_000).slice(1);
  const figures = await measureInRounds({
    rounds: Number(options.rounds),
    lines: numbers,
    subjects: growing,
    measure(n, curve) {
      tell(`${curve}, ${n}`);
      return resultsIn(output([...command, curve, String(n)])).map((result) => ({ ...result, figure: `${result.figure} ${n}` }));
    },
  });
  const median = (figure, n, curve) => spreads(figures.get(`${figure} ${n}`)).get(curve).median;
  return growing.map((curve) => [
    curve,
    numbers.map((n) => ({ n, "ns each": median("time", n, curve), "KiB of memory": median("memory", n, curve) / 1024 })),
  ]);
}

/** The command that runs a module: on wasmtime where it is here, else on our Node host. */
function commandOf(file) {
  try {
    return precompiled(file, folder);
  } catch {
    return [process.execPath, "--no-warnings", join(root, "dist/cli/main.js"), "run", file, "--"];
  }
}

function output([program, ...args]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 300_000 });
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")}: ${stderr}`);
  return stdout;
}

/** Prints a curve as a table, and draws it: one picture a unit. */
function show(name, points) {
  const series = [...new Set(points.flatMap(Object.keys))].filter((key) => key !== "n");
  const cells = ({ n, ...values }) => [n.toLocaleString("en-US"), ...series.map((key) => (key in values ? shown(values[key]) : ""))];
  const rows = [[name, ...series], ["---:", ...series.map(() => "---:")], ...points.map(cells)];
  const table = rows.map((row) => `| ${row.join(" | ")} |\n`).join("");
  tell("");
  console.log(table);
  tables.push({ name, table });
  for (const unit of new Set(series.map(unitOf))) {
    const ofUnit = series.filter((other) => unitOf(other) === unit);
    writeFileSync(join(options.out, `${name}-${unit}.svg`), curves(`${name}: ${unit}`, points, ofUnit));
  }
}

function unitOf(series) {
  return series.split(/[ ,]/)[0];
}
