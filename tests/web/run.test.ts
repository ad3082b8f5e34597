// `run` of as-pollen/browser and as-pollen/edge does the same wherever it runs.

import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findHost, requireHost } from "../setup/hosts.js";
import { expectedOutcomes, type Way } from "./outcomes.js";
import {
  type Chromium,
  counterexampleIn,
  inPage,
  inWorker,
  refusal,
  startChromium,
  storageIn,
  storageInWorker,
} from "./places/chromium.js";
import { inNode } from "./places/node.js";
import { startWorkerd } from "./places/workerd.js";
import { prepare, programs, targets } from "./programs.js";
import { NEVER_IDLE } from "./scenarios.js";

let folder = "";
let browser: Chromium | undefined;

beforeAll(async () => {
  folder = await prepare();
  const chromium = findHost("chromium");
  if (chromium) browser = await startChromium(chromium, folder);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How a program waits that is built for a target. */
const wayOf = (target: string, ofCommands: Way): Way => (target === "wasip1-reactor" ? "tick" : ofCommands);

test.each(targets)("this Node: %s", async (target) => {
  const way = wayOf(target, "Suspending" in WebAssembly ? "suspend" : "block");
  expect(await inNode(process.execPath, folder, target)).toEqual(expectedOutcomes(way));
});

test.runIf(requireHost("node24")).each(targets)("Node 24: %s", async (target) => {
  const outcomes = await inNode(findHost("node24") as string, folder, target);
  expect(outcomes).toEqual(expectedOutcomes(wayOf(target, "suspend")));
});

test.runIf(requireHost("workerd"))("workerd", async () => {
  const modules = targets.flatMap((target) => Object.keys(programs).map((name) => `${target}/${name}.wasm`));
  const files = ["workerd.js", "access.log", ...modules];
  const workerd = await startWorkerd(findHost("workerd") as string, folder, files);
  try {
    for (const target of targets) {
      const outcomes = await (await fetch(`${workerd.url}/${target}`)).json();
      const { [NEVER_IDLE]: neverIdle, ...expected } = expectedOutcomes(wayOf(target, "suspend"));
      expect(outcomes).toEqual(target === "wasip1" ? expected : { ...expected, [NEVER_IDLE]: neverIdle });
    }
  } finally {
    workerd.close();
  }
});

test.runIf(requireHost("chromium")).each(targets)("Chromium, a page: %s", async (target) => {
  const page = await (browser as Chromium).page();
  expect(await inPage(page, target)).toEqual(expectedOutcomes(wayOf(target, "suspend")));
});

test.runIf(requireHost("chromium"))("Chromium, a worker that blocks", async () => {
  const page = await (browser as Chromium).page();
  expect(await inWorker(page, "wasip1")).toEqual(expectedOutcomes("block"));
});

test.runIf(requireHost("chromium"))("Chromium, a page that has no way to wait", async () => {
  expect(await refusal(await (browser as Chromium).page())).toBe("POLLEN_E_CANNOT_WAIT");
});

const stored = {
  code: 0,
  trapped: "RuntimeError: unreachable",
  tooLarge: "RangeError: the stored files are larger than the capacity of 8 bytes",
  count: "3",
  foreign: "unchanged",
  later: "by the page",
  new: "a folder",
  "new/a": "A",
  old: "a file now",
  empty: "a folder",
};

test.runIf(requireHost("chromium")).each(targets)("Chromium, the page's own file system: %s", async (target) => {
  expect(await storageIn(await (browser as Chromium).page(), target)).toEqual(stored);
});

test.runIf(requireHost("chromium"))("Chromium, the page's own file system, opened in a worker", async () => {
  expect(await storageInWorker(await (browser as Chromium).page(), "wasip1-reactor")).toEqual(stored);
});

test.runIf(requireHost("chromium"))("Chromium, the page's own file system: saved as it is in memory", async () => {
  expect(await counterexampleIn(await (browser as Chromium).page())).toBe("");
});
