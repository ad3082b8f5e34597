import { describe, expect, test } from "vitest";
import { hostsHere, start } from "../hosts/guests.js";
import { guest } from "./guests.js";

const stdout = `häß 😀 \ufffd|
info
debug
${"é".repeat(2000)}${"😀".repeat(1000)}
default: 1
label: 1
default: 2
default: 1
group
  two
  lines
out
1970-01-01T00:00:00.000Z 1577836800000
true true
true true
process 1 true
`;

const stderr = `warn
error
Assertion failed: does not hold
Assertion failed
Warning: Count for 'unknown' does not exist
    deeper
Warning: No such label 'unknown' for console.timeEnd()
trace: trace 1.5, -2.0, NaN
trace: nothing
abort: Index out of range at ~lib/array.ts:114:42
`;

describe.each(hostsHere())("on %s", (host) => {
  test("the console, clocks, random numbers, and the end by abort", async () => {
    const run = await start(host, await guest("globals"), { env: { NAME: "value" } }).end();
    expect(run.stdout).toBe(stdout);
    expect(run.stderr.slice(0, stderr.length)).toBe(stderr); // then the host's own words
    expect(run.code).not.toBe(0);
  });

  test("process.exit", async () => {
    expect((await start(host, await guest("globals"), { args: ["7"], env: { NAME: "value" } }).end()).code).toBe(7);
  });
});
