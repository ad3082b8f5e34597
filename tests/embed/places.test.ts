// One service, embedded in every engine.

import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compiled } from "../setup/guests.js";
import { findHost, requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";
import { startChromium } from "../web/places/chromium.js";
import { startWorkerd } from "../web/places/workerd.js";
import { bundle } from "../web/programs.js";
import { expected, expectedSuspended } from "./places/scenario.js";

let folder = "";

beforeAll(async () => {
  mkdirSync(join(repository, "build"), { recursive: true });
  folder = mkdtempSync(join(repository, "build/embed-"));
  const module = await compiled("embed", "service", { target: "hosted", optimize: "-O0" });
  copyFileSync(module, join(folder, "service.wasm"));
  const entry = (name: string) => join(repository, `tests/embed/places/${name}.ts`);
  await bundle(folder, entry("script"), "node");
  await bundle(folder, entry("browser"), "browser");
  await bundle(folder, entry("worker"), "browser");
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What comes of each scenario; the last two need JSPI. */
const scenarios = [
  ["outcomes", expected],
  ["suspend", expected],
  ["suspended", expectedSuspended],
] as const;

/** The outcomes in a process, which ends by itself. */
async function inProcess(program: string, scenario: string, ...before: string[]): Promise<unknown> {
  const script = [join(folder, "script.js"), join(folder, "service.wasm"), scenario];
  const { stdout } = await promisify(execFile)(program, [...before, ...script]);
  return JSON.parse(stdout);
}

test("this Node", async () => {
  expect(await inProcess(process.execPath, "outcomes")).toEqual(expected);
});

test.skipIf("Suspending" in WebAssembly)("this Node, which cannot suspend the guest", async () => {
  await expect(inProcess(process.execPath, "suspend")).rejects.toThrow("POLLEN_E_CANNOT_WAIT");
});

test.runIf(requireHost("node24")).each(scenarios)("Node 24: %s", async (scenario, outcome) => {
  expect(await inProcess(findHost("node24") as string, scenario)).toEqual(outcome);
});

test.runIf(requireHost("deno")).each(scenarios)("Deno: %s", async (scenario, outcome) => {
  expect(await inProcess(findHost("deno") as string, scenario, "run", "--allow-read", "--no-config")).toEqual(outcome);
});

test.runIf(requireHost("bun"))("Bun", async () => {
  expect(await inProcess(findHost("bun") as string, "outcomes")).toEqual(expected);
});

test.runIf(requireHost("chromium"))("Chromium", async () => {
  const browser = await startChromium(findHost("chromium") as string, folder);
  try {
    const page = await browser.page();
    for (const [scenario, outcome] of scenarios) {
      const script = `import("/browser.js").then(({ result }) => result("${scenario}"))`;
      expect(await page.evaluate(script)).toEqual(outcome);
    }
  } finally {
    await browser.close();
  }
});

test.runIf(requireHost("workerd"))("workerd, many requests in one instance", async () => {
  const workerd = await startWorkerd(findHost("workerd") as string, folder, ["worker.js", "service.wasm"]);
  const get = async (path: string) =>
    (await fetch(`${workerd.url}/${path}`, { signal: AbortSignal.timeout(20_000) })).text();
  try {
    expect(JSON.parse(await get("scenario"))).toEqual(expected);
    expect(JSON.parse(await get("scenario/suspend"))).toEqual(expected);
    expect(JSON.parse(await get("suspended"))).toEqual(expectedSuspended);
    // Each begins while others are there, and goes on when those have ended.
    const paths = ["nap/60", "handle/40", "nap/20", "handle/5", "nap/1", "handle/70", "nap/80"];
    const answers = await Promise.all(paths.map(get));
    expect(answers).toEqual(["slept", "40=<40>", "slept", "5=<5>", "slept", "70=<70>", "slept"]);
    const long = ["nap/300", "handle/301"].map(get);
    for (let i = 0; i < 5; i++) await get("nap/1");
    expect(await Promise.all(long)).toEqual(["slept", "301=<301>"]);
    const gated = ["pass/1", "pass/100"].map(get); // they wait for nothing but another request
    await get("nap/50");
    expect(await get("open")).toBe("open");
    expect(await Promise.all(gated)).toEqual(["passed", "passed"]);
    const many = Array.from({ length: 40 }, (_, i) => (i % 2 ? `nap/${40 - i}` : `handle/${i}`));
    expect(await Promise.all(many.map(get))).toEqual(many.map((_, i) => (i % 2 ? "slept" : `${i}=<${i}>`)));
  } finally {
    workerd.close();
  }
});
