// What channels, locks and signals do, as whole ordered traces: the programs of wasi-fixtures/sync, a behaviour each.

import { everyRuntime } from "../setup/oracle.js";
import { expectTraces, tracesOf } from "../setup/traces.js";

expectTraces(tracesOf("wasi-fixtures/sync"), everyRuntime);
