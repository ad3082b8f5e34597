// What a program of benchmarks answers, and how its measurements are put together. No test depends on how long anything takes:
// the guest runs under virtual time, and the rest is given made-up answers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { measureProgram } from "../../src/bench/program.js";
import { build } from "../../src/compiler/build.js";
import { requireHost } from "../setup/hosts.js";
import { folderWith, pollen, repository } from "../setup/pollen.js";
import { onNode } from "../setup/programs.js";

test("a benchmark grows until it takes long enough, and divides what it took", async () => {
  const entry = join(repository, "wasi-fixtures/bench/sleeps.ts");
  const flags = ["--use", "POLLEN_VIRTUAL_TIME=ASC_TARGET"];
  const { wasm } = await build({ entry, baseDir: repository, optimize: "-O1", flags });
  const { stdout, failure } = onNode(wasm)(0);
  expect(failure).toBe("");
  expect(stdout.replace(/"([^"\n]*)" \d+ B$/gm, '"$1" some B').split("\n")).toEqual([
    ...["1", "36", "150", 'RESULT "two milliseconds" 2000000.0 ns', 'RESULT "two milliseconds" some B'],
    ...["1", "100", "288", "1200", 'RESULT "a quarter" 250000.0 ns', 'RESULT "a quarter" some B'],
    ...["1", "1", 'RESULT "a second" 1000000000.0 ns', 'RESULT "a second" some B'],
    'RangeError: bench: a name has no quotation marks, backslashes or control characters: of "quotes"',
    "",
  ]);
});

test("benchmarks are measured in turns: round by round, and host by host", async () => {
  const asked: string[] = [];
  const times = [30, 3, 10, 1, 20, 2];
  const measured = await measureProgram({
    hosts: ["near", "far"],
    rounds: 3,
    ms: 50,
    only: ["b", "c"],
    run(host, args) {
      asked.push(`${host}: ${args.join(" ")}`);
      if (args[0] === "--list") return 'BENCH "a"\nsaid in passing\nBENCH "b"\n';
      return `RESULT "b" ${times.shift()} ns\nRESULT "b" 65536 B\n`;
    },
  });
  expect(asked).toEqual([
    "near: --list",
    ...Array.from({ length: 3 }, () => ["near: --one b 50", "far: --one b 50"]).flat(),
  ]);
  const memory = { median: 65536, lowest: 65536, highest: 65536, count: 3 };
  expect(measured).toEqual([
    {
      name: "b",
      time: new Map([
        ["near", { median: 20, lowest: 10, highest: 30, count: 3 }],
        ["far", { median: 2, lowest: 1, highest: 3, count: 3 }],
      ]),
      memory: new Map([
        ["near", memory],
        ["far", memory],
      ]),
    },
  ]);
});

test("the example of docs/bench.md, on the hosts that are here", () => {
  const [, example = ""] = /```ts\n(.*?)```/s.exec(readFileSync(join(repository, "docs/bench.md"), "utf8")) ?? [];
  const cwd = folderWith({ "queue.ts": example });
  const hosts = ["node", ...(requireHost("wasmtime") ? ["wasmtime"] : [])];
  const line = ["bench", "queue.ts", "--rounds", "2", "--ms", "1", "-O1", "--hosts", hosts.join(",")];
  const { stdout, stderr, code } = pollen([...line, "--json"], { cwd });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const spread = { median: expect.any(Number), lowest: expect.any(Number), highest: expect.any(Number), count: 2 };
  const each = Object.fromEntries(hosts.map((host) => [host, spread]));
  expect(JSON.parse(stdout)).toEqual(
    ["a switch", "a message"].map((name) => ({ name, nanoseconds: each, bytes: each })),
  );
});

test("without --json it is a table", () => {
  const cwd = folderWith({
    "one.ts": 'import { bench } from "as-pollen/bench";\nawait bench("nothing", async (_: i32) => {});\n',
  });
  const { stdout } = pollen(["bench", "one.ts", "--rounds", "1", "--ms", "1", "-O1"], { cwd });
  expect(stdout).toMatch(/^ +node\nnothing {3}[\d.]+ ns, [\d.,]+ KiB\n$/);
});

test("what goes wrong is named", () => {
  const cwd = folderWith({
    "none.ts": "export async function main(): Promise<void> {}\n",
    "bad.ts": `import { bench } from "as-pollen/bench";
await bench("bad", async (_: i32) => { throw new Error("broken"); });
`,
  });
  const quick = ["--rounds", "1", "--ms", "1", "-O1"];
  expect(pollen(["bench", "none.ts", ...quick], { cwd }).stderr).toContain("POLLEN_E_BENCH: none.ts has no benchmarks");
  const bad = pollen(["bench", "bad.ts", ...quick], { cwd });
  expect(bad.stderr).toMatch(/POLLEN_E_BENCH: benchmark bad failed on node:\nUncaught Error: broken/);
  expect(bad.code).toBe(1);
  const missing = pollen(["bench", "bad.ts", "--only", "good", ...quick], { cwd });
  expect(missing.stderr).toContain("POLLEN_E_BENCH: bad.ts has no benchmark good");
});
