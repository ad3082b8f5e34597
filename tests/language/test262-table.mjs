// Writes the table of docs/test262.md: `node tests/language/test262-table.mjs CHECKOUT`, with a clone of tc39/test262 (its
// git directory will do). What is ported is read from the programs, by the names of their cases; why a case is left out is
// told from its own text, by the first rule that fits.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const [checkout] = process.argv.slice(2);

/** Directories of test262, and the program that has the ported cases of each. */
const PROGRAMS = {
  "language/expressions/async-arrow-function": "language/async-arrow-functions.ts",
  "language/expressions/async-function": "language/async-function-expressions.ts",
  "language/expressions/async-generator": null,
  "language/expressions/await": "language/await-expressions.ts",
  "language/expressions/generators": null,
  "language/expressions/yield": null,
  "language/statements/async-function": "language/async-function-statements.ts",
  "language/statements/async-generator": null,
  "language/statements/for-await-of": null,
  "language/statements/generators": null,
  "built-ins/AsyncFunction": null,
  "built-ins/AsyncGeneratorPrototype": "built-ins/async-generator-prototype.ts",
  "built-ins/GeneratorPrototype": "built-ins/generator-prototype.ts",
  "built-ins/Promise": "built-ins/promise.ts",
};

/** Why a case is left out. */
const RULES = [
  ["syntax", (_, text) => /^negative:/m.test(text)],
  ["patterns", (path) => /dstr|destructuring|rest-param/.test(path)],
  [
    "reflection",
    (path, text) =>
      /includes:.*(propertyHelper|isConstructor|wellKnown|nativeFunc)|getOwnPropertyDescriptor|getPrototypeOf|Reflect\.|Symbol\.species|toStringTag|isExtensible|Proxy/.test(text) ||
      /(^|\/)(name|length|prop-desc|not-a-constructor|prototype|proto|ctx-ctor|ctx-non-ctor|ctx-non-object)[^/]*\.js$/.test(path),
  ],
  ["sloppy", (path, text) => /eval|\barguments\b|new\.target|unscopables|noStrict|forbidden-ext/.test(path + text)],
  [
    "thenables",
    (path, text) =>
      /\bthen\s*[:=(]|\.then = |thenable|poisoned|invoke-(then|resolve)|Promise\.(resolve|prototype\.\w+) = |Symbol\.(asyncIterator|iterator)/.test(
        text.replaceAll(/\.then\(/g, ""),
      ) || /invoke-|resolve-throws|iter-|species|capability/.test(path),
  ],
  ["values", () => true],
];

const git = (...args) => execFileSync("git", ["-C", checkout, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });

const rows = Object.entries(PROGRAMS).map(([directory, program]) => {
  const source = program ? readFileSync(`${root}wasi-fixtures/test262/${program}`, "utf8") : "";
  const ported = new Set([...source.matchAll(/await run\("([^"]+)"/g)].map(([, name]) => name));
  const files = git("ls-tree", "-r", "--name-only", "HEAD", `test/${directory}`)
    .split("\n")
    .filter((path) => path.endsWith(".js"));
  const names = files.map((path) => path.slice(`test/${directory}/`.length));
  for (const name of ported) if (!names.includes(name)) throw new Error(`no case ${directory}/${name}`);
  const counts = Object.fromEntries(RULES.map(([reason]) => [reason, 0]));
  for (const name of names.filter((name) => !ported.has(name))) {
    const text = git("show", `HEAD:test/${directory}/${name}`);
    counts[RULES.find(([, fits]) => fits(name, text))[0]]++;
  }
  return [`\`${directory}\``, names.length, ported.size, ...Object.values(counts)];
});

const sums = rows[0].slice(1).map((_, i) => rows.reduce((sum, row) => sum + row[i + 1], 0));
const head = ["directory", "cases", "ported", ...RULES.map(([reason]) => reason)];
const line = (cells) => `| ${cells.join(" | ")} |\n`;
process.stdout.write(line(head) + line(head.map((_, i) => (i ? "--:" : "---"))));
for (const row of [...rows, ["all", ...sums]]) process.stdout.write(line(row));
