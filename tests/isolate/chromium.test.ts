// Isolates in a page: Web Workers.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compiled } from "../setup/guests.js";
import { findHost, requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";
import { type Chromium, startChromium } from "../web/places/chromium.js";
import { bundle } from "../web/programs.js";
import { outcomes } from "./outcomes.js";

const targets = ["wasip1", "wasip1-reactor"] as const;
const program = findHost("chromium");
let folder = "";
let browser: Chromium | undefined;

beforeAll(async () => {
  if (!program) return;
  mkdirSync(join(repository, "build"), { recursive: true });
  folder = mkdtempSync(join(repository, "build/web-isolates-"));
  for (const target of targets) {
    copyFileSync(await compiled("isolate", "isolates", { target }), join(folder, `${target}.wasm`));
  }
  await bundle(folder, join(repository, "tests/isolate/page.ts"), "browser");
  await bundle(folder, join(repository, "dist/hosts/web/isolate-worker.js"), "browser");
  browser = await startChromium(program, folder);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test.runIf(requireHost("chromium")).each(targets)("%s", async (target) => {
  const page = await (browser as Chromium).page();
  // a thread for each of 32 isolates takes a browser long
  const { limits: _, ...expected } = outcomes("RuntimeError: unreachable");
  const names = Object.keys(expected);
  const script = `import("/page.js").then(({ printed }) => printed("/${target}.wasm", ${JSON.stringify(names)}))`;
  expect(await page.evaluate(script)).toEqual(Object.values(expected).flat());
});
