import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { type Measured, measureProgram } from "../bench/program.js";
import { type Spread, shown, shownSpread } from "../bench/statistics.js";
import type { HostName } from "../hosts/index.js";
import { colorsFor } from "./colors.js";
import { CliError } from "./failure.js";
import { type OptionValues, option } from "./options.js";
import { whileShowing } from "./progress.js";
import { moduleFor } from "./run.js";

type Options = Pick<
  OptionValues,
  "hosts" | "rounds" | "ms" | "only" | "json" | "target" | "runtime" | "debug" | "optimize"
>;

/** `pollen bench`: the benchmarks of a program, on several hosts in turns. */
export function benchCommand(): Command {
  return new Command("bench")
    .description("measure the benchmarks of a .ts program that calls bench() of as-pollen/bench")
    .argument("<entry>", "the program's main file, a .ts")
    .addOption(option("hosts"))
    .addOption(option("rounds"))
    .addOption(option("ms"))
    .addOption(option("only"))
    .addOption(option("json"))
    .addOption(option("target"))
    .addOption(option("runtime"))
    .addOption(option("debug"))
    .addOption(option("optimize"))
    .action(async (entry: string, options: Options) => {
      const folder = await mkdtemp(join(tmpdir(), "pollen-bench-"));
      try {
        const modules = await buildFor(options.hosts, entry, options, folder);
        const { rounds, ms, only } = options;
        const run = (host: HostName, args: readonly string[]) =>
          whileShowing(`measuring ${args[1] ?? ""} on ${host} ...`, () => runOnce(modules.get(host) ?? "", host, args));
        const measured = await measureProgram({ hosts: options.hosts, run, rounds, ms, ...(only && { only }) });
        if (measured.length === 0) throw nothingToMeasure(entry, only);
        process.stdout.write(options.json ? asJson(measured) : asTable(measured, options.hosts));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
}

/** A module for each host. */
async function buildFor(
  hosts: readonly HostName[],
  entry: string,
  options: Options,
  folder: string,
): Promise<Map<HostName, string>> {
  const modules = new Map<HostName, string>();
  for (const host of hosts) {
    const file = join(folder, `${basename(entry, ".ts")}-${host}.wasm`);
    await writeFile(file, await moduleFor(entry, { ...options, host }));
    modules.set(host, file);
  }
  return modules;
}

/** Runs a module in a process of its own; gives what it printed. */
async function runOnce(module: string, host: HostName, args: readonly string[]): Promise<string> {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, main, "run", "--host", host, module, "--", ...args]);
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code === 0) return stdout();
  const what = args[0] === "--one" ? `benchmark ${args[1]}` : "the program";
  throw new CliError("POLLEN_E_BENCH", `${what} failed on ${host}:\n${stderr().trim()}`, "Correct what it says.");
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

function nothingToMeasure(entry: string, only: readonly string[] | undefined): CliError {
  return only
    ? new CliError(
        "POLLEN_E_BENCH",
        `${entry} has no benchmark ${only.join(", ")}`,
        "Name one that bench() is called with.",
      )
    : new CliError("POLLEN_E_BENCH", `${entry} has no benchmarks`, 'Call bench() of "as-pollen/bench" in it.');
}

const units = [
  { name: "s", nanoseconds: 1e9 },
  { name: "ms", nanoseconds: 1e6 },
  { name: "us", nanoseconds: 1e3 },
  { name: "ns", nanoseconds: 1 },
];

/** A time with its spread, in the largest unit of which the median has one. */
function shownTime(time: Spread): string {
  const unit = units.find(({ nanoseconds }) => time.median >= nanoseconds) ?? { name: "ns", nanoseconds: 1 };
  const scaled = (value: number) => value / unit.nanoseconds;
  const { median, lowest, highest } = time;
  const spread = { ...time, median: scaled(median), lowest: scaled(lowest), highest: scaled(highest) };
  return shownSpread(spread).replace(/^\S+/, (value) => `${value} ${unit.name}`);
}

/** A column a host: the median of an operation's time, its range in brackets, and the linear memory. */
function asTable(measured: readonly Measured<HostName>[], hosts: readonly HostName[]): string {
  const { dim } = colorsFor(process.stdout);
  const rows = measured.map(({ name, time, memory }) => [
    name,
    ...hosts.map((host) => {
      const [took, used] = [time.get(host), memory.get(host)];
      return took && used ? `${shownTime(took)}, ${shown(used.median / 1024)} KiB` : "";
    }),
  ]);
  const table = [["", ...hosts], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("   ")
      .trimEnd();
  return table.map((row, i) => `${i ? line(row) : dim(line(row))}\n`).join("");
}

function asJson(measured: readonly Measured<HostName>[]): string {
  const plain = measured.map(({ name, time, memory }) => ({
    name,
    nanoseconds: Object.fromEntries(time),
    bytes: Object.fromEntries(memory),
  }));
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}
