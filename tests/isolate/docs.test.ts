// The programs of docs/isolates.md print what the page says.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { start } from "../hosts/guests.js";
import { repository } from "../setup/pollen.js";
import { sources } from "../setup/sources.js";

const [page] = sources(/^docs\/isolates\.md$/);
const blocks = [...(page?.text ?? "").matchAll(/```ts\n((?:(?!```).)*)```\n\n```text\n(.*?)```/gs)];
const folder = mkdtempSync(join(tmpdir(), "pollen-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(blocks.map(([, source = "", printed = ""], i) => ({ i, source, printed })))("program $i", async (program) => {
  const [entry, file] = [join(folder, `${program.i}.ts`), join(folder, `${program.i}.wasm`)];
  writeFileSync(entry, program.source);
  const { wasm } = await build({ entry, baseDir: repository, optimize: "-O1" });
  writeFileSync(file, wasm);
  const { code, stdout, stderr } = await start("node", file).end();
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: program.printed, stderr: "" });
});
