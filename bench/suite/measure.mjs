// One measurement: a process of its own, and what it printed.

import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { randomFillSync } from "node:crypto";
import { join } from "node:path";
import { resultsIn } from "../../dist/bench/results.js";

/** What a shell makes of a command, by the line's input. */
const scripts = {
  none: '"$@"',
  lines: 'cat lines.txt | "$@" > /dev/null',
  bytes: 'cat bytes.bin | "$@" > /dev/null',
  silence: 'sleep 1 | "$@"',
};

/** The command, by a shell that tells on standard error, last, what processor time it took. */
export function timed(command, script = scripts.none) {
  return ["sh", "-c", `${script}; code=$?; times >&2; exit $code`, "sh", ...command];
}

/** Writes what the programs read. @param small a thousandth of it */
export function writeInputs(folder, small = false) {
  const share = small ? 1000 : 1;
  writeFileSync(join(folder, "lines.txt"), execFileSync("seq", [String(5_000_000 / share)], { maxBuffer: 1 << 30 }));
  writeFileSync(join(folder, "bytes.bin"), randomFillSync(Buffer.alloc(100_000_000 / share)));
}

/**
 * @param command runs the program @param line of lines.mjs @param n how much work
 * @returns results; throws if there are none, or the program failed
 */
export function measure(command, line, n, folder) {
  const began = process.hrtime.bigint();
  const isHello = line.name === "hello";
  const whole = isHello ? command : timed([...command, line.name, String(n)], scripts[line.input]);
  const [program, ...rest] = whole;
  const { status, stdout, stderr } = spawnSync(program, rest, { cwd: folder, encoding: "utf8", timeout: 120_000 });
  const wall = Number(process.hrtime.bigint() - began) / 1e6;
  if (isHello) {
    if (stdout.trim() !== "hello 42") throw new Error(`hello: ${stderr}`);
    return [{ figure: "cold_start", value: wall, unit: "ms" }];
  }
  const results = resultsIn(stdout + stderr);
  if (status !== 0 || !results.length) throw new Error(`${whole.join(" ")}: ${stderr.slice(0, 500)}`);
  const known = results.filter(({ figure }) => figure in line.figures);
  if (line.cpu) known.push({ figure: line.cpu, value: processorTime(stderr), unit: "s" });
  return known;
}

/** Seconds of processor time, of what `timed` has printed: its last line is `0m1.230s 0m0.120s`. */
export function processorTime(text) {
  const [, userMinutes, user, systemMinutes, system] =
    /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(text) ?? [];
  return 60 * (Number(userMinutes) + Number(systemMinutes)) + Number(user) + Number(system);
}
