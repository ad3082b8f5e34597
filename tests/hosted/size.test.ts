// What a module of target `hosted` weighs. docs/hosted.md has the sizes; these are limits.

import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { folderWith } from "../setup/pollen.js";

const later = `import { sleep } from "as-pollen";\nasync function later(): Promise<i32> { await sleep(10); return 1; }\n`;

/** Sources, and most bytes at -Oz with the runtime `minimal`. */
const programs: [what: string, source: string, limit: number][] = [
  ["an export that has nothing to wait for", "export function one(): i32 { return 1; }\n", 500],
  ["hello, without an executor", 'console.log("Hello");\n', 3200],
  ["an async main", 'export async function main(): Promise<void> { console.log("Hello"); }\n', 3500],
  ["a main that waits", `${later}export async function main(): Promise<i32> { return later(); }\n`, 4800],
  ["the same, exported: with futures, tasks and cancellation", later.replace("async", "export async"), 13_300],
];

test.each(programs)("%s", async (_, source, limit) => {
  const entry = join(folderWith({ "main.ts": source, "package.json": "{}" }), "main.ts");
  const { wasm } = await build({ entry, target: "hosted", runtime: "minimal", optimize: "-Oz" });
  expect(wasm.length).toBeLessThanOrEqual(limit);
});
