// The suite of Promises/A+ (872 cases that nobody here wrote), run against Pollen's promises.
//
// The cases on foreign thenables must fail: one that passes has been listed wrongly. Four of section 2.3.3.3 pass without
// saying anything: what they check is checked inside a foreign `then`.

import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { type Adapter, newAdapter } from "./aplus/adapter.js";
import { disturbsOthers, notApplicable } from "./aplus/not-applicable.js";

/** What is used of the suite's runner, mocha 2. */
interface Case {
  pending: boolean;
  fullTitle(): string;
  timeout(ms: number): void;
}

interface Runner {
  suite: { eachTest(visit: (found: Case) => void): void };
  on(event: "pass" | "fail", listener: (found: Case) => void): void;
}

type Suite = (adapter: Adapter, options: { reporter: unknown }, done: (error: unknown) => void) => void;

const runSuite = createRequire(import.meta.url)("promises-aplus-tests") as Suite;

/** A case that cannot be met fails by waiting in vain. The suite's own longest wait is 150 ms, most are none. */
const IN_VAIN_MS = 40;
const PATIENCE_MS = 5000;

test("Promises/A+", { timeout: 120_000 }, async () => {
  const passed: string[] = [];
  const failed: string[] = [];
  const leftOut: string[] = [];
  function reporter(runner: Runner): void {
    runner.suite.eachTest((found) => {
      const title = found.fullTitle();
      if (disturbsOthers(title)) {
        found.pending = true;
        leftOut.push(title);
      } else found.timeout(notApplicable(title) ? IN_VAIN_MS : PATIENCE_MS);
    });
    runner.on("pass", (found) => passed.push(found.fullTitle()));
    runner.on("fail", (found) => failed.push(found.fullTitle()));
  }
  const adapter = await newAdapter();
  await new Promise((done) => runSuite(adapter, { reporter }, done));

  expect(failed.filter((title) => !notApplicable(title))).toEqual([]);
  expect(passed.filter(notApplicable)).toEqual([]);
  expect([passed.length, failed.length, leftOut.length]).toEqual([276, 594, 2]);
});
