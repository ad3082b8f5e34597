#!/usr/bin/env node
// npm run bench:collector [-- --rounds 3] [--ms 3000] [--write]
//
// A service under steady load, with each of AssemblyScript's runtimes: how late requests are done, what they cost, and whether
// memory stays flat. `--write` puts the table into docs/performance.md.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { resultsIn } from "../../dist/bench/results.js";
import { measureInRounds, spreads } from "../../dist/bench/rounds.js";
import { shown, shownSpread } from "../../dist/bench/statistics.js";
import { build } from "../../dist/compiler/build.js";
import { processorTime, timed } from "../suite/measure.mjs";
import { precompiled } from "../suite/toolchains.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    ms: { type: "string", default: "3000" },
    write: { type: "boolean", default: false },
  },
});

const loads = [
  { live: 1000, maps: 1 },
  { live: 100_000, maps: 1 },
  { live: 100_000, maps: 256 },
];
const runtimes = ["incremental", "minimal", "stub"];

mkdirSync(join(root, "build"), { recursive: true });
const folder = mkdtempSync(join(root, "build/collector-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

const commands = new Map();
for (const runtime of runtimes) {
  const { wasm } = await build({ entry: join(root, "bench/collector/service.ts"), runtime, optimize: "-O3" });
  const file = join(folder, `${runtime}.wasm`);
  writeFileSync(file, wasm);
  commands.set(runtime, precompiled(file, folder));
}

const figures = await measureInRounds({
  rounds: Number(options.rounds),
  lines: loads,
  subjects: runtimes,
  measure({ live, maps }, runtime) {
    const [program, ...args] = timed([...commands.get(runtime), String(live), String(maps), options.ms]);
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    const results = new Map(resultsIn(stdout).map(({ figure, value }) => [figure, value]));
    results.set("cpu", (processorTime(stderr) * 1e6) / results.get("requests"));
    return [...results].map(([figure, value]) => ({ figure: `${live} ${maps} ${figure}`, value, unit: "" }));
  },
});

const header = ["runtime", "entries", "maps", "late: p50, us", "p99.9, us", "most, us", "CPU a request, us", "memory, MB, by quarters"];
const rows = loads.flatMap(({ live, maps }) =>
  runtimes.map((runtime) => {
    const of = (figure) => spreads(figures.get(`${live} ${maps} ${figure}`)).get(runtime);
    const memory = [1, 2, 3, 4].map((quarter) => shown(of(`memory_${quarter}`).median)).join(", ");
    const late = ["late_p50", "late_p999", "late_max"].map((figure) => shownSpread(of(figure)));
    return [runtime, live.toLocaleString("en-US"), maps, ...late, shown(of("cpu").median), memory];
  }),
);
const table = [header, header.map((_, i) => (i ? "---:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");
console.log(table);
if (options.write) {
  const page = join(root, "docs/performance.md");
  const marks = /(<!-- npm run bench:collector -- --write -->\n)[^]*?(<!-- end -->)/;
  writeFileSync(page, readFileSync(page, "utf8").replace(marks, (_, begin, end) => `${begin}${table}${end}`));
}
