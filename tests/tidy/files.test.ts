// What holds for every file that people write.

import { expect, test } from "vitest";
import { type Source, sources } from "../setup/sources.js";

const code = sources(/^(assembly|src|tests|examples|bench|templates|types|wasi-fixtures)\/.*\.(ts|js|mjs|c)$/);
const written = [...code, ...sources(/\.(md|json|sh|yml)$|^\.ci\//)];

/** It names what it forbids. */
const thisFile = "tests/tidy/files.test.ts";

const lines = ({ text }: Source) => text.split("\n").length - 1;
const paths = (files: Source[]) => files.map(({ path }) => path);

test("there is something to look at", () => {
  expect(code.length).toBeGreaterThan(20);
});

test("no file has more than 600 lines, and few have more than 400", () => {
  expect(paths(code.filter((file) => lines(file) > 600))).toEqual([]);
  expect(paths(code.filter((file) => lines(file) > 400)).length).toBeLessThanOrEqual(3);
});

test("every file is named for what it does", () => {
  const vague = /(^|[/_.-])(utils?|helpers?|misc|common|stuff|lib)([_.-]|\/|$)/i;
  expect(paths(code).filter((path) => vague.test(path))).toEqual([]);
});

test("nothing is left for later", () => {
  const later = /\b(TODO|FIXME|XXX|HACK)\b/;
  expect(paths(code.filter(({ path, text }) => path !== thisFile && later.test(text)))).toEqual([]);
});

test("no path of somebody's machine", () => {
  const home = /(^|[\s"'`(=:])\/(work|root|home\/\w+|Users\/\w+)\//m;
  expect(paths(written.filter(({ path, text }) => path !== thisFile && home.test(text)))).toEqual([]);
});

test("only the command line and the hosts write to this process's streams", () => {
  const writes = /\bprocess\.std(out|err)\b|\bconsole\.\w+\(/;
  const elsewhere = sources(/^src\/.*\.ts$/).filter(({ path }) => !/^src\/(cli|hosts)\//.test(path));
  expect(paths(elsewhere.filter(({ text }) => writes.test(text)))).toEqual([]);
});

test("nothing is traced in what ends up in the module", () => {
  expect(paths(sources(/^assembly\/.*\.ts$/).filter(({ text }) => /^\s*trace\(/m.test(text)))).toEqual([]);
});

test("the lock file records no download addresses", () => {
  const [lock] = sources(/^package-lock\.json$/);
  expect(lock?.text.match(/"resolved": "[^"]+"/g)).toBeNull();
});
