import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { fixture } from "./fixture.js";
import { type Line, parseLine, splitLines, summary, windows } from "./reference.js";
import { finished, hostsHere, start } from "./service.js";

test.each(hostsHere)("%s: whoever reads the output goes away", async (host) => {
  const run = start(host);
  run.child.stdin?.write(fixture.subarray(0, fixture.length / 2));
  await run.until(() => run.output().includes("\n"));
  run.child.stdout?.destroy();
  await once(run.child.stdout as NodeJS.ReadableStream, "close");
  run.child.stdin?.end(fixture.subarray(fixture.length / 2));
  expect(await run.ended).toBe(1);
  expect(run.errors()).toMatch(/^access-log: write 'stdout': .*\((EPIPE|EIO)\)\n$/);
});

test.each(hostsHere)("%s: a full device", async (host) => {
  const full = openSync("/dev/full", "w");
  const run = start(host, { stdio: ["pipe", full, "pipe"] });
  closeSync(full);
  run.child.stdin?.end(fixture);
  expect(await run.ended).toBe(1);
  expect(run.errors()).toMatch(/^access-log: write 'stdout': .*\((ENOSPC|EIO)\)\n$/);
});

test.each(hostsHere)("%s: nothing is lost when the output is read late and slowly", async (host) => {
  // A second an hour apart makes every line a window: more output than a pipe holds.
  const line = (i: number) => {
    const time = new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString();
    const [, year, , day, clock] = /^(\d+)-(\d+)-(\d+)T(.{8})/.exec(time) as unknown as string[];
    const month = new Date(time).toLocaleString("en", { month: "short", timeZone: "UTC" });
    return `- - - [${day}/${month}/${year}:${clock} +0000] "GET /${i} HTTP/1.1" 200 1 "-" "-" 0.000\n`;
  };
  const input = Buffer.from(Array.from({ length: 4000 }, (_, i) => line(i)).join(""));
  const run = start(host);
  run.child.stdout?.pause();
  run.child.stdin?.end(input);
  await sleep(500);
  run.child.stdout?.resume();
  expect(await run.ended).toBe(0);
  const lines = splitLines(input).map(parseLine) as Line[];
  expect(run.output()).toBe(windows(lines) + summary(lines));
});

test.each(hostsHere)("%s: help and mistakes", async (host) => {
  const help = await finished(host, ["--help"]);
  expect(help.code).toBe(0);
  expect(help.output).toMatch(/^usage: access-log /);
  const mistake = await finished(host, ["--colour"]);
  expect(mistake.code).toBe(2);
  expect(mistake.errors).toMatch(/^access-log: unknown option --colour\n\nusage: /);
  expect(mistake.output).toBe("");
});
