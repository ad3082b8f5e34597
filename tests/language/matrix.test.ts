// The language, everywhere: all programs under wasi-fixtures/language (of one file each) print as .wasm what they print as
// TypeScript under V8, on each host, under each runtime, without optimization and with it; with collections forced where
// the runtime allows it. What modules of several files do is tested in modules.test.ts.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";
import {
  buildPrograms,
  describeVariant,
  onNode,
  onWasmer,
  onWasmtime,
  type Runner,
  runPrograms,
  type Variant,
} from "../setup/programs.js";
import { runUnderV8 } from "../setup/v8.js";

const folder = join(repository, "wasi-fixtures/language");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.ts$/.test(name) && !/^modules\b|-stress\.ts$/.test(name))
  .sort();
const sources = files.map((name) => readFileSync(join(folder, name), "utf8"));

const variants = (["incremental", "minimal", "stub"] as const).flatMap((runtime) =>
  ["-O0", "-O3", "-Oz"].map((optimize): Variant => ({ runtime, optimize, collect: runtime !== "stub" })),
);

type Host = Runner & { close?(): void };

const hosts: Record<string, ((wasm: Uint8Array<ArrayBuffer>) => Host) | undefined> = {
  Node: onNode,
  wasmtime: hostOf("wasmtime", onWasmtime),
  wasmer: hostOf("wasmer", onWasmer),
};

function hostOf(name: "wasmtime" | "wasmer", run: (program: string, wasm: Uint8Array) => Host) {
  const program = requireHost(name);
  return program ? (wasm: Uint8Array) => run(program, wasm) : undefined;
}

let known: Record<string, string[]> | undefined;

/** What V8 prints. */
async function expected(): Promise<Record<string, string[]>> {
  known ??= byName(await Promise.all(sources.map(runUnderV8)));
  return known;
}

function byName(lines: readonly (string[] | undefined)[]): Record<string, string[]> {
  return Object.fromEntries(files.map((name, i) => [name, lines[i] ?? []]));
}

test("there are programs, and all of them print", async () => {
  expect(files.length).toBeGreaterThan(15);
  expect(Object.entries(await expected()).filter(([, lines]) => lines.length < 2)).toEqual([]);
});

describe.each(variants.map((variant) => ({ name: describeVariant(variant), variant })))("$name", ({ variant }) => {
  let wasm: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    wasm = await buildPrograms(sources, variant);
  });

  for (const [name, start] of Object.entries(hosts)) {
    test.runIf(start)(`on ${name}`, async () => {
      const host = (start as NonNullable<typeof start>)(wasm);
      const printed = runPrograms(files.length, host);
      host.close?.();
      expect(byName(printed)).toEqual(await expected());
    });
  }
});
