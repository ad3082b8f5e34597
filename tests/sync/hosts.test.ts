// The same traces on real hosts.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { buildPrograms, onWasmer, onWasmtime, runPrograms } from "../setup/programs.js";
import { tracesOf } from "../setup/traces.js";

const traces = tracesOf("wasi-fixtures/sync/traces");
let wasm: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const sources = traces.map(({ source }) => source);
  wasm = await buildPrograms(sources, { runtime: "minimal", optimize: "-O1" });
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
