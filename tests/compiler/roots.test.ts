// What is left of the shadow stack, and of the write barriers, is what the collector needs: programs of all kinds print the same
// where each allocation collects, or goes a few steps on with that, and what is freed is overwritten.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { buildPrograms, onNode, runPrograms, type Variant } from "../setup/programs.js";

const folders = ["language", "task", "sync", "stream"].map((name) => join(repository, "wasi-fixtures", name));

const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
);
const programs = [...files, join(repository, "wasi-fixtures/core/standard.ts")]
  .map((name) => ({ name, text: name.endsWith(".ts") ? readFileSync(name, "utf8") : "" }))
  .filter(({ name, text }) => text.includes("export async function main()") && !/modules|stress/.test(name));

async function printed(collectAlways?: Variant["collectAlways"]) {
  const sources = programs.map(({ text }) => text);
  const variant = { runtime: "incremental", optimize: "-O0", ...(collectAlways && { collectAlways }) } as const;
  const outputs = runPrograms(sources.length, onNode(await buildPrograms(sources, variant)));
  return Object.fromEntries(programs.map(({ name }, i) => [name.slice(repository.length), outputs[i]]));
}

let expected: Awaited<ReturnType<typeof printed>>;
beforeAll(async () => {
  expect(programs.length).toBeGreaterThan(80);
  expected = await printed();
});

test("collections at each allocation change nothing", async () => {
  expect(await printed("whole")).toEqual(expected);
});

test("a few steps of a collection at each allocation change nothing", async () => {
  expect(await printed("steps")).toEqual(expected);
});
