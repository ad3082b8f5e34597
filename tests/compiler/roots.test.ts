// What is left of the shadow stack is what the collector needs: programs of all kinds print the same where each allocation
// collects, and what is freed is overwritten.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { buildPrograms, onNode, runPrograms } from "../setup/programs.js";

const folders = ["language", "task", "sync", "stream"].map((name) => join(repository, "wasi-fixtures", name));

const programs = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => ({
      name: join(folder, name),
      text: name.endsWith(".ts") ? readFileSync(join(folder, name), "utf8") : "",
    }))
    .filter(({ name, text }) => text.includes("export async function main()") && !/modules|stress/.test(name)),
);

test("collections at each allocation change nothing", async () => {
  const sources = programs.map(({ text }) => text);
  const print = async (collectAlways: boolean) => {
    const wasm = await buildPrograms(sources, { runtime: "incremental", optimize: "-O0", collectAlways });
    const printed = runPrograms(sources.length, onNode(wasm));
    return Object.fromEntries(programs.map(({ name }, i) => [name.slice(repository.length), printed[i]]));
  };
  expect(programs.length).toBeGreaterThan(80);
  expect(await print(true)).toEqual(await print(false));
});
