import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findHost, requireHost } from "../setup/hosts.js";
import { fixture, lines, records } from "./fixture.js";
import { summary, windows } from "./reference.js";
import { finished, hostsHere, module, scratch, start } from "./service.js";

const bad = [
  Buffer.from("not a log line"),
  Buffer.from(""),
  Buffer.from([0xff, 0xfe, 0x00, 0x80]),
  Buffer.from(String(lines[0]).replace(" 0.", " -0.")),
  Buffer.from(`${lines[0]} "one field more"`),
  Buffer.from(`${lines[0]}`.slice(0, -3)),
];

test.each(hostsHere)("%s: bad lines among good ones are counted, and kept byte for byte", async (host) => {
  const mixed = lines.flatMap((line, i) => (i < bad.length ? [bad[i] as Buffer, line] : [line]));
  const input = Buffer.concat(mixed.flatMap((line) => [line, Buffer.from("\n")])).subarray(0, -1);
  const result = await finished(host, ["--rejects", "/scratch/rejected.log"], input);
  expect(result).toEqual({
    code: 0,
    output: windows(records) + summary(records, "6 (text 1, client 2, duration 3)"),
    errors: "",
  });
  const kept = readFileSync(join(scratch, "rejected.log"), "latin1");
  expect(kept).toBe(bad.map((line) => `${line.toString("latin1")}\n`).join(""));
});

const long = Buffer.alloc(100e6, "0123456789");
const half = fixture.indexOf(10, fixture.length / 2) + 1;
const withLong = Buffer.concat([fixture.subarray(0, half), long, Buffer.from("\n"), fixture.subarray(half)]);
const reportWithLong = windows(records) + summary(records, "1 (length 1)");

test.each(hostsHere)("%s: a line of 100 MB among good ones", async (host) => {
  const result = await finished(host, ["--rejects=/scratch/long.log"], withLong);
  expect(result).toEqual({ code: 0, output: reportWithLong, errors: "" });
  const kept = readFileSync(join(scratch, "long.log"));
  expect(kept.length).toBe(long.length + 1);
  expect(kept.subarray(0, -1).equals(long)).toBe(true);
});

test.runIf(requireHost("wasmtime"))("a line of 100 MB, in 1 MiB of memory", () => {
  const command = ["run", "-W", `max-memory-size=${2 ** 20}`, "--dir", `${scratch}::/scratch`, module];
  const run = spawnSync(findHost("wasmtime") ?? "", [...command, "--rejects=/scratch/long.log"], { input: withLong });
  expect(String(run.stderr)).toBe("");
  expect(String(run.stdout)).toBe(reportWithLong);
});

test.each(hostsHere)("%s: rejects that cannot be written to", async (host) => {
  const result = await finished(host, ["--rejects", "/scratch/none/rejected.log"], fixture);
  expect(result.code).toBe(1);
  expect(result.errors).toMatch(/^access-log: open '\/scratch\/none\/rejected\.log': .*\(ENOENT\)\n$/);
});

test.each(hostsHere)("%s: rejects, a single one, that the full device does not take", async (host) => {
  const run = start(host, { args: ["--rejects=/dev/full"], folders: ["/dev::/dev"] });
  run.child.stdin?.end("not a log line\n");
  expect(await run.ended).toBe(1);
  expect(run.errors()).toMatch(/^access-log: (write|close) '\/dev\/full': .*\((ENOSPC|EIO)\)\n$/);
});
