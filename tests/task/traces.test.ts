// What tasks, scopes and cancellation do, as whole ordered traces: the programs of wasi-fixtures/task/traces, a behaviour
// each.

import { expectTraces, tracesOf } from "../setup/traces.js";

expectTraces(tracesOf("wasi-fixtures/task/traces"), [
  { runtime: "incremental", optimize: "-O3", collect: true },
  { runtime: "minimal", optimize: "-Oz", collect: true },
  { runtime: "stub", optimize: "-O0" },
]);
