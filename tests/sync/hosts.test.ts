// What channels, locks and signals do, on real hosts: the same traces.

import { expectTracesOnHosts, tracesOf } from "../setup/traces.js";

expectTracesOnHosts(tracesOf("wasi-fixtures/sync/traces"));
