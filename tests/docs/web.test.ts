// What docs/web.md shows runs as it stands there.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { expected, fixture } from "../examples/fixture.js";
import { findHost, requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";
import { startChromium } from "../web/places/chromium.js";
import { startWorkerd } from "../web/places/workerd.js";
import { bundle } from "../web/programs.js";

const page = readFileSync(join(repository, "docs/web.md"), "utf8");

/** The example that begins with this import. */
const example = (name: string) =>
  [...page.matchAll(/```js\n(.*?)```/gs)].map(([, text = ""]) => text).find((text) => text.includes(name)) as string;

let folder = "";

beforeAll(async () => {
  mkdirSync(join(repository, "build"), { recursive: true });
  folder = mkdtempSync(join(repository, "build/docs-web-"));
  const entry = join(repository, "examples/access-log/main.ts");
  const { wasm } = await build({ entry, target: "wasip1-reactor", optimize: "-O0" });
  writeFileSync(join(folder, "access-log.wasm"), wasm);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.runIf(requireHost("chromium"))("in a page", async () => {
  const lines = fixture.indexOf(10, fixture.length / 2) + 1;
  const log = Buffer.concat([fixture.subarray(0, lines), Buffer.from("not a log line\n"), fixture.subarray(lines)]);
  writeFileSync(join(folder, "access.log"), log);
  writeFileSync(join(folder, "page-example.js"), `${example("as-pollen/browser")}\nexport { exitCode };\n`);
  await bundle(folder, join(folder, "page-example.js"), "browser");
  const browser = await startChromium(findHost("chromium") as string, folder);
  try {
    const shown = await (await browser.page()).evaluate(`(async () => {
      document.body.innerHTML = "<pre id=report></pre>";
      const { exitCode } = await import("/page-example.js");
      const root = await navigator.storage.getDirectory();
      const rejected = await (await (await root.getFileHandle("rejected.log")).getFile()).text();
      return { exitCode, rejected, report: report.textContent };
    })()`);
    const report = expected.replace("rejected 0", "rejected 1 (client 1)");
    expect(shown).toEqual({ exitCode: 0, rejected: "not a log line\n", report });
  } finally {
    await browser.close();
  }
});

test.runIf(requireHost("workerd"))("in an edge function", async () => {
  writeFileSync(join(folder, "edge-example.js"), example("as-pollen/edge"));
  await bundle(folder, join(folder, "edge-example.js"), "browser");
  const files = ["edge-example.js", "access-log.wasm"];
  const workerd = await startWorkerd(findHost("workerd") as string, folder, files);
  try {
    const response = await fetch(workerd.url, { method: "POST", body: fixture as Uint8Array<ArrayBuffer> });
    expect(await response.text()).toBe(expected);
  } finally {
    workerd.close();
  }
});
