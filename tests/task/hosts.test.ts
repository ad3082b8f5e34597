// What tasks, scopes and cancellation do, on real hosts: the same traces.

import { expectTracesOnHosts, tracesOf } from "../setup/traces.js";

expectTracesOnHosts(tracesOf("wasi-fixtures/task/traces"));
