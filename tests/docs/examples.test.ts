// The programs in the documentation: each `ts` block with a `main`, followed by a `text` block, prints that text. Those of
// docs/net.md need a network, and those of docs/isolates.md threads: see the docs.test.ts of tests/net and tests/isolate.

import { describe, expect, test } from "vitest";
import { buildPrograms, onNode, runPrograms } from "../setup/programs.js";
import { sources } from "../setup/sources.js";

const pages = sources(/^docs\/(?!net\.|isolates\.).*\.md$/)
  .map(({ path, text }) => {
    const blocks = [...text.matchAll(/```ts\n((?:(?!```).)*?export async function main.*?)```\n\n```text\n(.*?)```/gs)];
    return { path, programs: blocks.map(([, source = "", printed = ""]) => ({ source, printed })) };
  })
  .filter(({ programs }) => programs.length > 0);

describe.each(pages)("$path", ({ programs }) => {
  test("its programs print what it says", async () => {
    const sources = programs.map(({ source }) => source);
    const wasm = await buildPrograms(sources, { runtime: "incremental", optimize: "-O1" });
    const printed = runPrograms(sources.length, onNode(wasm)).map((lines) => `${lines.join("\n")}\n`);
    expect(printed).toEqual(programs.map(({ printed }) => printed));
  });
});
