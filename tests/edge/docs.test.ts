// The worker of docs/edge.md answers what the page says.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { findHost, requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";
import { sources } from "../setup/sources.js";
import { startWorkerd } from "../web/places/workerd.js";
import { bundle } from "../web/programs.js";

const [page] = sources(/^docs\/edge\.md$/);
const block = (pattern: RegExp): string => pattern.exec(page?.text ?? "")?.[1] ?? "";

mkdirSync(join(repository, "build"), { recursive: true });
const folder = mkdtempSync(join(repository, "build/edge-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.runIf(requireHost("workerd"))("its answers", async () => {
  const entry = join(folder, "main.ts");
  writeFileSync(entry, block(/```ts\n(.*?)```/s));
  const { wasm } = await build({ entry, baseDir: repository, target: "hosted", world: "http", optimize: "-O0" });
  writeFileSync(join(folder, "main.wasm"), wasm);
  writeFileSync(join(folder, "source.js"), block(/```js\n(.*?)```/s));
  await bundle(folder, join(folder, "source.js"), "browser");
  const workerd = await startWorkerd(findHost("workerd") as string, folder, ["source.js", "main.wasm"]);
  try {
    const expected = block(/```text\n(GET .*?)```/s);
    let answers = "";
    for (const [line, path] of expected.matchAll(/^GET (.*)$/gm)) {
      answers += `${line}\n${await (await fetch(workerd.url + path)).text()}`;
    }
    expect(answers).toBe(expected);
  } finally {
    workerd.close();
  }
});
