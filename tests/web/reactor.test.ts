// What `--target wasip1-reactor` makes, driven by hand.

import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BuildError, build } from "../../src/compiler/build.js";
import { ProcessExit } from "../../src/hosts/wasi/process.js";
import { Wasi } from "../../src/hosts/wasi/wasi.js";
import { folderWith, repository, runNode } from "../setup/pollen.js";

const source = `import { sleep } from "as-pollen";

export async function main(): Promise<i32> {
  for (let i = 0; i < 500; i++) {
    new Uint8Array(1 << 16);
    await sleep(2);
  }
  return 7;
}
`;

/** Runs it in a time of its own, in which it never waits: each turn is as late as the one before wanted it. */
function drive(wasm: Uint8Array<ArrayBuffer>) {
  let now = 0n;
  const wasi = new Wasi({
    args: ["reactor"],
    env: {},
    stdin: { isTerminal: false, read: () => 0, available: () => 0 },
    stdout: { isTerminal: false, write: () => 0 },
    stderr: { isTerminal: false, write: () => 0 },
    preopens: [],
    clocks: { realtime: () => 0n, monotonic: () => now, resolution: { realtime: 1n, monotonic: 1n } },
    sleeper: {
      token: () => 0,
      wait: () => {
        throw new Error("it waits");
      },
    },
  });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { ...wasi.imports });
  const memory = exports.memory as WebAssembly.Memory;
  wasi.bind(memory);
  (exports._initialize as () => void)();
  const waits: number[] = [];
  try {
    for (;;) {
      const ms = (exports.tick as () => number)();
      if (ms > 0) waits.push(ms);
      now += BigInt(ms * 1e6);
    }
  } catch (error) {
    if (!(error instanceof ProcessExit)) throw error;
    return { code: error.code, waits, pages: memory.buffer.byteLength >> 16 };
  }
}

test.each(["incremental", "minimal"] as const)("%s: waits as it says, and memory stays small", async (runtime) => {
  const entry = join(folderWith({ "main.ts": source, "package.json": "{}" }), "main.ts");
  const { wasm } = await build({ entry, runtime, target: "wasip1-reactor", optimize: "-O1" });
  const { code, waits, pages } = drive(wasm);
  expect({ code, waits }).toEqual({ code: 7, waits: Array(500).fill(2) });
  expect(pages).toBeLessThan(64); // 32 MiB are allocated in all
});

test("the compiler alone makes the same module", async () => {
  const folder = folderWith({ "main.ts": source, "asconfig.json": '{ "extends": "as-pollen/asconfig.json" }' });
  mkdirSync(join(folder, "node_modules"));
  for (const [name, place] of Object.entries({ "as-pollen": ".", assemblyscript: "node_modules/assemblyscript" })) {
    symlinkSync(join(repository, place), join(folder, "node_modules", name));
  }
  const { wasm } = await build({ entry: join(folder, "main.ts"), target: "wasip1-reactor" });
  const page = readFileSync(join(repository, "docs/web.md"), "utf8");
  const [, options = ""] = /npx asc (main\.ts .*? -o main\.wasm)/.exec(page) ?? [];
  const asc = join(repository, "node_modules/assemblyscript/bin/asc.js");
  expect(runNode([asc, ...options.split(" ")], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(readFileSync(join(folder, "main.wasm")).equals(wasm)).toBe(true);
});

test("a tick of the user's own is refused", async () => {
  const own = "export function tick(): void {}\nexport async function main(): Promise<void> {}\n";
  const entry = join(folderWith({ "main.ts": own, "package.json": "{}" }), "main.ts");
  const error = await build({ entry, target: "wasip1-reactor" }).catch((error) => error);
  expect(error).toBeInstanceOf(BuildError);
  expect(error.diagnostics).toMatch(/This target has an export 'tick' of its own: .*main\.ts\(1,17\)/s);
});
