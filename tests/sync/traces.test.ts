// What channels, locks and signals do, as whole ordered traces: the programs of wasi-fixtures/sync/traces, a behaviour
// each.

import { expectTraces, tracesOf } from "../setup/traces.js";

expectTraces(tracesOf("wasi-fixtures/sync/traces"), [
  { runtime: "incremental", optimize: "-O3", collect: true },
  { runtime: "minimal", optimize: "-Oz", collect: true },
  { runtime: "stub", optimize: "-O0" },
]);
