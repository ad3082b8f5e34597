#!/usr/bin/env node
// npm run bench [-- --rounds 5] [--only yield2,idle] [--peers Pollen,tokio] [--runtime incremental] [--write]
//
// Pollen beside its peers: all that the machine can build, in turns (see src/bench/rounds.ts), each measurement in a process
// of its own. README.md defines the lines; docs/performance.md has the table that `--write` puts there.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../", import.meta.url));
const { measureInRounds, spreads } = await import("../dist/bench/rounds.js").catch(() => {
  console.error("bench: dist/ is missing. Run npm run build first.");
  process.exit(1);
});
const { lines } = await import("./suite/lines.mjs");
const { bars, judge } = await import("./suite/bars.mjs");
const { measure, writeInputs } = await import("./suite/measure.mjs");
const { helloSizes, peers, programOf } = await import("./suite/peers.mjs");
const { picture } = await import("./suite/picture.mjs");
const { asMarkdown, asText, barsAsText } = await import("./suite/report.mjs");
const { program } = await import("./suite/toolchains.mjs");

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    peers: { type: "string" },
    runtime: { type: "string", default: "incremental" },
    /** How much of each line's work is done: 0.001 shows whether all programs still work. */
    work: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
    /** Where table and picture go. */
    out: { type: "string", default: join(root, "build/bench") },
  },
});
const [rounds, work] = [Number(options.rounds), Number(options.work)];
if (options.write && (options.only || options.peers || work !== 1)) {
  console.error("bench: --write is for a whole run, without --only, --peers and --work.");
  process.exit(2);
}

mkdirSync(options.out, { recursive: true });
const folder = mkdtempSync(join(options.out, "programs-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

const chosen = (list, name) => !list || list.split(/,(?! )/).includes(name);
const chosenLines = lines.filter(({ name }) => chosen(options.only, name));
const all = peers(folder, options.runtime).filter(({ name }) => chosen(options.peers, name));
const missing = new Map();
const commands = new Map();
for (const peer of all) {
  tell(`building ${peer.name}`);
  const own = chosenLines.filter(({ name }) => peer.lines.includes(name));
  const made = {};
  commands.set(peer.name, made);
  try {
    for (const program of new Set(own.map((line) => programOf(peer, line)))) made[program] = await peer.programs[program]();
  } catch (error) {
    missing.set(peer.name, error.message.split("\n")[0]);
  }
}
writeInputs(folder, work < 1);

const failures = new Set();
const figures = await measureInRounds({
  rounds,
  lines: chosenLines.flatMap((line) => Array(work === 1 ? (line.turns ?? 1) : 1).fill(line)),
  subjects: all.map(({ name }) => name),
  measure(line, subject, round) {
    const peer = all.find(({ name }) => name === subject);
    if (missing.has(subject) || !peer.lines.includes(line.name) || round >= (peer.rounds?.[line.name] ?? rounds)) return [];
    tell(`round ${round + 1} of ${rounds}, ${line.name}, ${subject}`);
    const n = Math.ceil(((peer.less?.[line.name] ?? line.n) * work) / 1000) * 1000 || line.n;
    try {
      const command = commands.get(subject)[programOf(peer, line)];
      return measure(command, line, Math.min(n, line.n), folder);
    } catch (error) {
      failures.add(`${subject}, ${line.name}: ${error.message}`);
      return [];
    }
  },
});

const sizes = chosenLines.some(({ name }) => name === "hello") ? await helloSizes(folder) : {};
const medians = (name) => {
  const figure = figures.get(name);
  return figure && new Map([...spreads(figure)].map(([subject, { median }]) => [subject, median]));
};
const size = { figure: "hello, bytes", factor: 1, own: "Pollen", more: false, than: { limit: 4096 }, against: "limit" };
const smallest = sizes["Pollen, minimal"];
const judged = [
  ...bars.map((bar) => judge(bar, medians, all)),
  ...(smallest ? [{ ...size, value: smallest, reference: 4096, ratio: smallest / 4096, passes: smallest <= 4096 }] : []),
].filter(({ passes }) => passes !== undefined || !options.only);
const wasmtime = () => execFileSync(program("wasmtime"), ["--version"], { encoding: "utf8" }).trim();
const versions = `runtime ${options.runtime}, Node ${process.versions.node}, ${missing.has("Pollen") ? "no wasmtime" : wasmtime()}`;
const markdown = asMarkdown({ figures, judged, peers: all, missing, sizes, rounds, versions });
const drawing = picture(figures, all);

tell("");
console.log(asText(figures));
for (const [name, bytes] of Object.entries(sizes)) console.log(`hello, ${name}: ${bytes.message ?? bytes} bytes`);
for (const [name, reason] of missing) console.log(`${name} is missing: ${reason}`);
console.log(`\n${barsAsText(judged)}`);
writeFileSync(join(options.out, "table.md"), markdown);
writeFileSync(join(options.out, "bench.svg"), drawing);
console.log(`${relative(process.cwd(), options.out)} has the table (table.md) and the picture (bench.svg).`);
for (const failure of failures) console.error(`failed: ${failure}`);
if (failures.size) process.exitCode = 1;
if (options.write) {
  const page = join(root, "docs/performance.md");
  const marks = /(<!-- npm run bench -- --write -->\n)[^]*?(<!-- end -->)/;
  writeFileSync(page, readFileSync(page, "utf8").replace(marks, (_, begin, end) => `${begin}${markdown}\n${end}`));
  writeFileSync(join(root, "docs/bench.svg"), drawing);
}

/** Where the run is, on the terminal's last line. */
function tell(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
