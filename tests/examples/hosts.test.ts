import { expect, test } from "vitest";
import { expected, fixture } from "./fixture.js";
import { finished, hostsHere, start } from "./service.js";

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

/** How many stalls of standard input were reported. */
function stalls(errors: string): number {
  return errors.match(/^access-log: standard input has brought nothing for 50 ms$/gm)?.length ?? 0;
}
