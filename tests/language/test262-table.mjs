// Writes the table of docs/test262.md: `node tests/language/test262-table.mjs CHECKOUT`, with a clone of tc39/test262 (its
// git directory will do). What is ported is read from the programs, by the names of their cases; why a case is left out is
// told from its own text, by the first rule that fits. A reason as the second argument lists the cases that are left out for it.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const [checkout, listed] = process.argv.slice(2);

/** Directories of test262, and the programs that have the ported cases of each. */
const PROGRAMS = {
  "language/expressions/async-arrow-function": ["language/async-arrow-functions.ts"],
  "language/expressions/async-function": ["language/async-function-expressions.ts"],
  "language/expressions/async-generator": ["language/async-generator-expressions.ts"],
  "language/expressions/await": ["language/await-expressions.ts"],
  "language/expressions/generators": ["language/generator-expressions.ts"],
  "language/expressions/yield": ["language/yield-expressions.ts"],
  "language/statements/async-function": ["language/async-function-statements.ts"],
  "language/statements/async-generator": ["language/async-generator-statements.ts"],
  "language/statements/for-await-of": ["language/for-await.ts"],
  "language/statements/generators": ["language/generator-statements.ts"],
  "built-ins/AsyncFromSyncIteratorPrototype": ["built-ins/async-from-sync-iterator-prototype.ts"],
  "built-ins/AsyncFunction": [],
  "built-ins/AsyncGeneratorFunction": [],
  "built-ins/AsyncGeneratorPrototype": ["built-ins/async-generator-prototype.ts"],
  "built-ins/AsyncIteratorPrototype": [],
  "built-ins/GeneratorPrototype": ["built-ins/generator-prototype.ts"],
  "built-ins/Promise": ["built-ins/promise.ts", "built-ins/promise-settling.ts"],
};

/** Cases of ECMAScript 2025 that V8 of Node 20, the oldest that Pollen runs on, does not pass. */
const NEWER = new Set(
  [
    ...["for-await-iterator-next", "for-await-next", "yield-iterator-next", "yield-next"].map(
      (name) => `next/${name}-rejected-promise-close.js`,
    ),
    ...["iterator-result-rejected-promise-close", "throw-null", "throw-undefined", "throw-undefined-return-object"].map(
      (name) => `throw/${name}.js`,
    ),
  ].map((name) => `built-ins/AsyncFromSyncIteratorPrototype/${name}`),
);

/** Why a case is left out: by its path, its code without comments, and its description. */
const RULES = [
  ["syntax", (_path, _code, about) => /^negative:/m.test(about)],
  ["patterns", (path, code) => /dstr|destructuring|rest-param|-rest|spread/.test(path) || /\[\.\.\./.test(code)],
  ["newer", (path) => NEWER.has(path)],
  [
    "reflection",
    (path, code, about) =>
      /propertyHelper|isConstructor|wellKnown|nativeFunc/.test(about) ||
      /Object\.\w|Reflect\.|Proxy|Symbol\.species|toStringTag|\.prototype\b|\.(constructor|length|name)\b.*(sameValue|assert)|sameValue\(\w+\.(constructor|length|name)|verifyProperty|isEnumerable|\bget (then|next|return|throw|value|done)\b/.test(
        code,
      ) ||
      /(^|\/)(name|length|prop-desc|not-a-constructor|prototype|proto|is-a?-?function|is-a-method)[^/]*\.js$|ctx-|Keyed/.test(
        path,
      ),
  ],
  [
    "sloppy",
    (_path, code, about) =>
      /\beval\(|\barguments\b|new\.target|\bwith \(|\$262|unscopables|\bFunction\(|GeneratorFunction\(|\bawait\b = |\byield = |\bthis\b|\.(call|apply)\(/.test(code) || /noStrict/.test(about),
  ],
  [
    "objects",
    (path, code) =>
      /\bthen\s*[:=(]|\.then = |Promise\.(resolve|prototype\.\w+) = |class \w* ?extends|Symbol\.(asyncIterator|iterator)|\b(next|return|throw)\s*[:(]\s*(function|\{)/.test(
        code.replaceAll(/\.then\(/g, ""),
      ) || /invoke-|resolve-throws|species|capability|ctor/.test(path),
  ],
  ["values", () => true],
];

const git = (...args) => execFileSync("git", ["-C", checkout, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });

const rows = Object.entries(PROGRAMS).map(([directory, programs]) => {
  const source = programs.map((name) => readFileSync(`${root}wasi-fixtures/test262/${name}`, "utf8")).join("");
  const ported = new Set([...source.matchAll(/await run\("([^"]+)"/g)].map(([, name]) => name));
  const files = git("ls-tree", "-r", "--name-only", "HEAD", `test/${directory}`)
    .split("\n")
    .filter((path) => path.endsWith(".js"));
  const names = files.map((path) => path.slice(`test/${directory}/`.length));
  for (const name of ported) if (!names.includes(name)) throw new Error(`no case ${directory}/${name}`);
  const counts = Object.fromEntries(RULES.map(([reason]) => [reason, 0]));
  for (const name of names.filter((name) => !ported.has(name))) {
    const text = git("show", `HEAD:test/${directory}/${name}`);
    const [about = ""] = text.match(/\/\*---[\s\S]*?---\*\//) ?? [];
    const code = text.replace(about, "").replaceAll(/^\s*\/\/.*$/gm, "");
    const [reason] = RULES.find(([, fits]) => fits(`${directory}/${name}`, code, about));
    counts[reason]++;
    if (reason === listed) console.log(`${directory}/${name}`);
  }
  return [`\`${directory}\``, names.length, ported.size, ...Object.values(counts)];
});

const sums = rows[0].slice(1).map((_, i) => rows.reduce((sum, row) => sum + row[i + 1], 0));
const head = ["directory", "cases", "ported", ...RULES.map(([reason]) => reason)];
const line = (cells) => `| ${cells.join(" | ")} |\n`;
process.stdout.write(line(head) + line(head.map((_, i) => (i ? "--:" : "---"))));
for (const row of [...rows, ["all", ...sums]]) process.stdout.write(line(row));
