// What the server does on a connection, as whole ordered traces in virtual time: the programs of wasi-fixtures/http/traces,
// each of which talks to a server over a connection in memory.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../setup/pollen.js";
import { expectTraces, tracesOf } from "../setup/traces.js";

const duplex = readFileSync(join(repository, "wasi-fixtures/http/duplex.ts"), "utf8");

expectTraces(
  tracesOf("wasi-fixtures/http/traces"),
  [
    { runtime: "incremental", optimize: "-O1" }, // collections in the midst of everything
    { runtime: "incremental", optimize: "-O0", collect: true },
    { runtime: "minimal", optimize: "-O0", collect: true },
    { runtime: "stub", optimize: "-O0" },
  ],
  { "duplex.ts": duplex },
);
