import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { findHost, requireHost } from "../setup/hosts.js";
import { expected, fixture } from "./fixture.js";
import { cli, finished, hostsHere, module, start } from "./service.js";

test.each(hostsHere)("%s: the fixture from a pipe", async (host) => {
  // The timer that is still pending must not hold up the end.
  expect(await finished(host, ["--idle", "999999999"], fixture)).toEqual({ code: 0, output: expected, errors: "" });
});

test.each(hostsHere)("%s: the fixture from a file", async (host) => {
  expect(await finished(host, ["/logs/access.log"])).toEqual({ code: 0, output: expected, errors: "" });
});

test.each(hostsHere)("%s: the fixture in bursts, with a timer that fires in each pause", async (host) => {
  const run = start(host, { args: ["--idle", "50"] });
  const bursts = 5;
  for (let burst = 0; burst < bursts; burst++) {
    const part = (at: number) => Math.floor((fixture.length * at) / bursts);
    run.child.stdin?.write(fixture.subarray(part(burst), part(burst + 1)));
    await run.until(() => stalls(run.errors()) > burst && run.output().length > 0);
    // A window is printed when it closes, not when the input ends.
    expect(run.output().split("\n").length).toBeGreaterThan(burst * 3);
  }
  run.child.stdin?.end();
  expect(await run.ended).toBe(0);
  expect(run.output()).toBe(expected);
});

test.runIf(requireHost("node24"))("node, version 24: the fixture from a pipe", () => {
  const { status, stdout, stderr } = spawnSync(findHost("node24") as string, [cli, "run", module], { input: fixture });
  expect({ status, output: String(stdout), errors: String(stderr) }).toEqual({
    status: 0,
    output: expected,
    errors: "",
  });
});

/** How many stalls of standard input were reported. */
function stalls(errors: string): number {
  return errors.match(/^access-log: standard input has brought nothing for 50 ms$/gm)?.length ?? 0;
}
