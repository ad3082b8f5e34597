// Happy Eyeballs: whole traces, in virtual time.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { buildPrograms, describeVariant, onNode, runPrograms, type Variant } from "../setup/programs.js";

const source = readFileSync(join(repository, "wasi-fixtures/net/eyeballs.ts"), "utf8");

const variants: Variant[] = [
  { runtime: "incremental", optimize: "-O1", collect: true, counted: true },
  { runtime: "minimal", optimize: "-O1", collect: true, counted: true },
];

test.each(variants.map((variant) => ({ name: describeVariant(variant), variant })))("$name", async ({ variant }) => {
  const [lines] = runPrograms(1, onNode(await buildPrograms([source], variant)));
  expect(lines).toEqual([
    "alone",
    "0 1.1.1.1:100 tried",
    "100 1.1.1.1:100 answers",
    "100 1.1.1.1:100 is it",
    "the first answers in time",
    "0 [::1]:200 tried",
    "200 [::1]:200 answers",
    "200 [::1]:200 is it",
    "the first is slow",
    "0 [::1]:1000 tried",
    "250 1.1.1.1:40 tried",
    "290 1.1.1.1:40 answers",
    "290 [::1]:1000 given up",
    "290 1.1.1.1:40 is it",
    "the first is slow, and still faster",
    "0 [::1]:300 tried",
    "250 1.1.1.1:900 tried",
    "300 [::1]:300 answers",
    "300 1.1.1.1:900 given up",
    "300 [::1]:300 is it",
    "a failure does not wait",
    "0 [::1]:11 tried",
    "10 1.1.1.1:40 tried",
    "50 1.1.1.1:40 answers",
    "50 1.1.1.1:40 is it",
    "families take turns",
    "0 [::1]:1 tried",
    "0 1.1.1.1:1 tried",
    "0 [::2]:1 tried",
    "0 2.2.2.2:20 tried",
    "20 2.2.2.2:20 answers",
    "20 2.2.2.2:20 is it",
    "all fail",
    "0 [::1]:601 tried",
    "250 1.1.1.1:11 tried",
    "260 [::2]:101 tried",
    "600 connect '1.1.1.1:11': connection refused (ECONNREFUSED). Nothing listens there: start the server, or check the port",
    "two answer at once",
    "0 [::1]:350 tried",
    "250 1.1.1.1:100 tried",
    "350 [::1]:350 answers",
    "350 1.1.1.1:100 given up",
    "350 [::1]:350 is it",
    "cancelled",
    "from outside",
    "0 [::1]:9000 tried",
    "250 1.1.1.1:9000 tried",
    "300 [::1]:9000 given up",
    "300 1.1.1.1:9000 given up",
    "300",
  ]);
});
