// Programs that carry their expected trace: the lines behind `//> ` at their end are what they print, in this order.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requireHost } from "./hosts.js";
import { repository } from "./pollen.js";
import { buildPrograms, describeVariant, onNode, onWasmer, onWasmtime, runPrograms, type Variant } from "./programs.js";

export interface Trace {
  name: string;
  source: string;
  prints: string[];
}

/** The programs of a folder. */
export function tracesOf(folder: string): Trace[] {
  const path = join(repository, folder);
  return readdirSync(path).map((name) => {
    const source = readFileSync(join(path, name), "utf8");
    const prints = [...source.matchAll(/^\/\/> (.*)$/gm)].map(([, line = ""]) => line);
    return { name, source, prints };
  });
}

/**
 * Declares a test for each program in each variant, in virtual time. What a program leaves behind is on its last line.
 * @param shared more files that they import, by name
 */
export function expectTraces(
  traces: readonly Trace[],
  variants: readonly Variant[],
  shared: Readonly<Record<string, string>> = {},
): void {
  describe.each(variants.map((variant) => ({ name: describeVariant(variant), variant })))("$name", ({ variant }) => {
    let printed: string[][];
    beforeAll(async () => {
      const sources = traces.map(({ source }) => source);
      printed = runPrograms(
        sources.length,
        onNode(await buildPrograms(sources, { ...variant, counted: true }, shared)),
      );
    });

    test.each(traces.map((trace, i) => ({ ...trace, i })))("$name", ({ prints, i }) => {
      expect(prints.length).toBeGreaterThan(0);
      expect(printed[i]).toEqual(prints);
    });
  });
}

/** Declares a test of all programs on each real host. */
export function expectTracesOnHosts(traces: readonly Trace[]): void {
  let wasm: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    const sources = traces.map(({ source }) => source);
    wasm = await buildPrograms(sources, { runtime: "minimal", optimize: "-O1", counted: true });
  });

  describe.each([
    { host: "wasmtime", runner: onWasmtime },
    { host: "wasmer", runner: onWasmer },
  ] as const)("$host", ({ host, runner }) => {
    const program = requireHost(host);
    let close = () => {};
    afterAll(() => close());

    test.runIf(program)("every trace", () => {
      const run = runner(program as string, wasm);
      close = run.close;
      const printed = runPrograms(traces.length, run);
      expect(Object.fromEntries(traces.map(({ name }, i) => [name, printed[i]]))).toEqual(
        Object.fromEntries(traces.map(({ name, prints }) => [name, prints])),
      );
    });
  });
}
