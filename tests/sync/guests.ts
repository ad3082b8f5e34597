// Guests of wasi-fixtures/sync whose exports a test calls.

import type { Runtime } from "../../src/compiler/build.js";
import { compile } from "../core/instance.js";

export { type Instance, readString, start } from "../core/instance.js";

export interface Variant {
  name: string;
  runtime: Runtime;
  optimize: string;
  /** How many random programs to try. */
  runs: number;
}

/** Collections are forced where the runtime collects; that is slow. */
export const variants: readonly Variant[] = [
  { name: "incremental -O0, collecting", runtime: "incremental", optimize: "-O0", runs: 40 },
  { name: "minimal -O0, collecting", runtime: "minimal", optimize: "-O0", runs: 40 },
  { name: "stub -O1", runtime: "stub", optimize: "-O1", runs: 300 },
];

export function compileVariant(fixture: string, { runtime, optimize }: Variant): Promise<WebAssembly.Module> {
  const flags = runtime === "stub" ? [] : ["--use", "POLLEN_COLLECT_AT_SUSPENSION=ASC_TARGET"];
  return compile(fixture, { runtime, optimize, flags });
}
