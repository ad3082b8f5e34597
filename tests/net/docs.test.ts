// The programs of docs/net.md print what the page says, on every host that lets programs connect.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { build, type Target } from "../../src/compiler/build.js";
import { repository } from "../setup/pollen.js";
import { sources } from "../setup/sources.js";
import { netHosts } from "./hosts.js";

const [page] = sources(/^docs\/net\.md$/);
const blocks = [...(page?.text ?? "").matchAll(/```ts\n((?:(?!```).)*)```(?:\n\n```text\n(.*?)```)?/gs)];
const programs = blocks.map(([, source = "", printed]) => ({ source, printed }));
mkdirSync(join(repository, "build"), { recursive: true });
const folder = mkdtempSync(join(repository, "build/net-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function compiledExample(i: number, target: Target): Promise<string> {
  const [entry, file] = [join(folder, `${i}.ts`), join(folder, `${i}-${target}.wasm`)];
  writeFileSync(entry, programs[i]?.source ?? "");
  const { wasm } = await build({ entry, baseDir: repository, optimize: "-O0", target });
  writeFileSync(file, wasm);
  return file;
}

const printing = programs.flatMap(({ printed }, i) => (printed === undefined ? [] : [{ i, printed }]));

describe.each(netHosts().filter(({ canConnect }) => canConnect))("on $name", (host) => {
  test.each(printing)("program $i", async ({ i, printed }) => {
    const { code, stdout, stderr } = await host.start(await compiledExample(i, host.target), [], 0).end();
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: printed, stderr: "" });
  });
});

test("the programs that print nothing compile", async () => {
  const silent = programs.flatMap(({ printed }, i) => (printed === undefined ? [i] : []));
  expect(silent).toEqual([0]);
  for (const i of silent) await compiledExample(i, "wasip1");
});
