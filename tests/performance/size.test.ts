// How large modules are: bytes, which are the same wherever the module is built. `size.json` has those of a program that says
// hello, with the options of the common benchmark; more is a regression, less is to be noted:
//
//   POLLEN_SIZE=write npx vitest run tests/performance/size.test.ts
//
// What is small says what is wrong all the same.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { build, type Runtime } from "../../src/compiler/build.js";
import { folderWith, pollen, repository } from "../setup/pollen.js";

/** How much a module may differ from what it is known to be: a fix in the library is not to be noted each time. */
const TOLERANCE = 0.01;

const isWriting = process.env.POLLEN_SIZE === "write";
const file = join(repository, "tests/performance/size.json");
/** Bytes, by runtime and level. */
const sizes: Record<string, number> = JSON.parse(readFileSync(file, "utf8"));

afterAll(() => {
  if (isWriting) writeFileSync(file, `${JSON.stringify(sizes, null, 2)}\n`);
});

test.each(Object.entries(sizes))("hello, %s: %d bytes", async (options, size) => {
  const [runtime, optimize] = options.split(" ") as [Runtime, string];
  const { wasm } = await build({ entry: join(repository, "bench/pollen/hello.ts"), runtime, optimize });
  if (isWriting) sizes[options] = wasm.length;
  else {
    expect(wasm.length, "it is larger than it was").toBeLessThanOrEqual(size * (1 + TOLERANCE));
    expect(wasm.length, "it is smaller than it was: note it in size.json").toBeGreaterThanOrEqual(
      size * (1 - TOLERANCE),
    );
  }
});

const wrong: Record<string, { body: string; code: number; said: string }> = {
  "an error that nobody handles": {
    body: 'await sleep(1); throw new RangeError("too far");',
    code: 1,
    said: "Uncaught RangeError: too far\n",
  },
  "a rejection that nobody handles": {
    body: 'Promise.reject<void>(new Error("lost")); await sleep(1);',
    code: 1,
    said: "Unhandled rejection: Error: lost\n",
  },
  "an error of a callback": {
    body: 'setTimeout(() => { throw new Error("late"); }, 1); await sleep(100);',
    code: 1,
    said: "Uncaught Error: late\n",
  },
  "a deadlock": {
    body: "await new Promise<void>(() => {});",
    code: 1,
    said: "Deadlock: main is still waiting, and nothing is left that could wake it\n",
  },
};

test.each(Object.entries(wrong))("%s is told", (_, { body, code, said }) => {
  const source = `import { sleep } from "as-pollen";
    export async function main(): Promise<void> { await sleep(0); ${body} }`;
  const folder = folderWith({ "main.ts": source });
  const ended = pollen(["run", join(folder, "main.ts"), "--runtime", "minimal", "-Oz"]);
  expect(ended).toMatchObject({ code, stdout: "", stderr: said });
});
