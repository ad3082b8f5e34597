// Who may import whom. A folder that is not in the table is a design decision: make it, then write it down here.

import { dirname, posix } from "node:path";
import { expect, test } from "vitest";
import { sources } from "../setup/sources.js";

/** Each folder, and the others that it may import; always itself. */
const mayImport: Record<string, string[]> = {
  "assembly/rt": [],
  "assembly/core": [],
  "assembly/component": [],
  "assembly/hosted": [],
  "assembly/iteration": ["assembly/core"],
  "assembly/wasi": ["assembly/component", "assembly/hosted"],
  "assembly/reactor": ["assembly/core", "assembly/wasi", "assembly/component", "assembly/hosted"],
  "assembly/sync": ["assembly/core", "assembly/task"],
  "assembly/stream": ["assembly/core"],
  "assembly/task": ["assembly/core"],
  "assembly/io": ["assembly/core", "assembly/wasi", "assembly/reactor"],
  "assembly/net": [
    "assembly/core",
    "assembly/component",
    "assembly/wasi",
    "assembly/reactor",
    "assembly/io",
    "assembly/sync",
    "assembly/task",
  ],
  "assembly/bench": ["assembly/core", "assembly/reactor", "assembly/wasi"],
  "assembly/http": [
    "assembly/core",
    "assembly/component",
    "assembly/wasi",
    "assembly/reactor",
    "assembly/io",
    "assembly/net",
    "assembly/sync",
    "assembly/task",
  ],
  "assembly/abi": ["assembly/core", "assembly/task", "assembly/reactor", "assembly/wasi", "assembly"],
  "assembly/isolate": [
    "assembly/core",
    "assembly/io",
    "assembly/reactor",
    "assembly/sync",
    "assembly/task",
    "assembly/wasi",
  ],
  assembly: [
    "assembly/core",
    "assembly/hosted",
    "assembly/iteration",
    "assembly/component",
    "assembly/wasi",
    "assembly/reactor",
    "assembly/sync",
    "assembly/stream",
    "assembly/task",
    "assembly/io",
    "assembly/net",
    "assembly/http",
  ],
  "src/interface": [],
  "src/compiler": ["src/interface"],
  "src/hosts": ["src/interface"],
  "src/bench": [],
  "src/cli": ["src/bench", "src/compiler", "src/hosts"],
};

const files = sources(/^(assembly|src)\/.*\.ts$/);

function layerOf(path: string): string {
  const [top = "", folder = "", ...rest] = path.split("/");
  return rest.length > 0 ? `${top}/${folder}` : top;
}

function importsOf({ path, text }: { path: string; text: string }): string[] {
  const named = [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+"(\.[^"]+)"|^import\s+"(\.[^"]+)"/gm)];
  return named.map(([, from, bare]) => posix.join(dirname(path), from ?? bare ?? ""));
}

test("every folder has its place", () => {
  const unknown = new Set(files.map(({ path }) => layerOf(path)).filter((layer) => !(layer in mayImport)));
  expect([...unknown]).toEqual([]);
});

test("a layer imports only those below it", () => {
  const forbidden = files.flatMap((file) => {
    const own = layerOf(file.path);
    return importsOf(file)
      .filter((target) => layerOf(target) !== own && !mayImport[own]?.includes(layerOf(target)))
      .map((target) => `${file.path} imports ${target}`);
  });
  expect(forbidden).toEqual([]);
});

test("a back end never imports another", () => {
  const backEnd = (path: string) =>
    path.match(/^assembly\/(reactor|net|http)\/(wasip1|wasip2|wasip3|wasix|hosted|ic)\b/)?.[2];
  const crossing = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => backEnd(file.path) && backEnd(target) && backEnd(target) !== backEnd(file.path))
      .map((target) => `${file.path} imports ${target}`),
  );
  expect(crossing).toEqual([]);
});

test("what browsers and edge platforms load has nothing of Node", () => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const reached = new Set(["src/hosts/browser.ts", "src/hosts/edge.ts"]);
  for (const path of reached) {
    for (const target of importsOf({ path, text: texts.get(path) ?? "" })) reached.add(target.replace(/js$/, "ts"));
  }
  expect(
    [...reached].filter((path) => /"node:|(?<![./])\b(process|Buffer)\./.test(texts.get(path) ?? "missing")),
  ).toEqual([]);
  expect([...reached].filter((path) => !texts.has(path))).toEqual([]);
});
