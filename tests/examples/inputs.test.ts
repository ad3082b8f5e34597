import { chmodSync, closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expected, fixture, lines } from "./fixture.js";
import { summary } from "./reference.js";
import { finished, hostsHere, scratch, start } from "./service.js";

/** Every third line of the fixture, from one of the first three on. */
function third(from: number): Buffer {
  return Buffer.concat(lines.filter((_, i) => i % 3 === from).flatMap((line) => [line, Buffer.from("\n")]));
}

/** Takes from the superuser what lets it read every file. */
const asOrdinaryUser = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];

test.each(hostsHere)("%s: two files and standard input at once", async (host) => {
  for (const i of [1, 2]) writeFileSync(join(scratch, `${i}.log`), third(i));
  const result = await finished(host, ["/scratch/1.log", "-", "/scratch/2.log"], third(0));
  expect(result).toEqual({ code: 0, output: expected, errors: "" });
});

test.each(hostsHere)("%s: a missing file is named, the others are read", async (host) => {
  const result = await finished(host, ["/logs/none.log", "/logs/access.log"]);
  expect(result.code).toBe(1);
  expect(result.output).toBe(expected);
  expect(result.errors).toMatch(/^access-log: open '\/logs\/none\.log': .*\(ENOENT\)\n$/);
});

test.each(hostsHere)("%s: a folder in place of a file is named", async (host) => {
  const result = await finished(host, ["/logs"]);
  expect(result.code).toBe(1);
  expect(result.errors).toMatch(/^access-log: read '\/logs': .*\(EISDIR\)\n$/);
});

test.each(hostsHere)("%s: a file outside every folder that was opened for the service", async (host) => {
  const result = await finished(host, ["/etc/passwd"]);
  expect(result.code).toBe(1);
  expect(result.errors).toMatch(/^access-log: open '\/etc\/passwd': .*\((ENOTCAPABLE|ENOENT)\)\n$/);
});

test.each(hostsHere)("%s: a file that must not be read", async (host) => {
  const secret = join(scratch, "secret.log");
  writeFileSync(secret, fixture);
  chmodSync(secret, 0);
  const run = start(host, { args: ["/scratch/secret.log"], starter: process.getuid?.() === 0 ? asOrdinaryUser : [] });
  run.child.stdin?.end();
  expect(await run.ended).toBe(1);
  expect(run.errors()).toMatch(/^access-log: open '\/scratch\/secret\.log': .*\((EACCES|EPERM)\)\n$/);
});

test.each(hostsHere)("%s: no input at all", async (host) => {
  const result = await finished(host, []);
  expect(result).toEqual({ code: 0, output: summary([]), errors: "" });
});

test.each(hostsHere)("%s: standard input that is /dev/null", async (host) => {
  const run = start(host, { stdio: ["ignore", "pipe", "pipe"] });
  expect(await run.ended).toBe(0);
  expect(run.output()).toBe(summary([]));
});

test.each(hostsHere)("%s: standard input that is closed", async (host) => {
  const run = start(host, { starter: ["sh", "-c", 'exec "$@" <&-', "sh"] });
  expect(await run.ended).toBe(0);
  expect(run.output()).toBe(summary([]));
});

test.each(hostsHere)("%s: standard input that is a folder", async (host) => {
  const folder = openSync(scratch, "r");
  const run = start(host, { stdio: [folder, "pipe", "pipe"] });
  closeSync(folder);
  expect(await run.ended).toBe(1);
  expect(run.errors()).toMatch(/^access-log: read 'stdin': .*\((EISDIR|EIO)\)\n$/);
});
