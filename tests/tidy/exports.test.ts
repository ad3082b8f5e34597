// What is exported is used, and what is public is listed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { sources } from "../setup/sources.js";

const value = /^export (?:abstract )?(?:async )?(?:function|class|const|let|enum) (\w+)/gm;
const declaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function|class|const|let|enum|interface|type) (\w+)/gm;

test("every export is used elsewhere", () => {
  const files = sources(/^(assembly|src|tests|bench|types|wasi-fixtures)\/.*\.ts$/);
  const unused = files
    .filter(({ path }) => /^(assembly|src)\//.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(value)]
        .map(([, name = ""]) => name)
        .filter((name) => !files.some((other) => other.path !== path && new RegExp(`\\b${name}\\b`).test(other.text)))
        .map((name) => `${path}: ${name}`),
    );
  expect(unused).toEqual([]);
});

/** The names of a file's `export { a, b as c } from` clauses and of its exported declarations. */
function exportedNames(path: string): string[] {
  const text = readFileSync(join(repository, path), "utf8");
  const clauses = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = ""]) => names.split(","));
  const renamed = clauses
    .map(
      (clause) =>
        clause
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? "",
    )
    .filter(Boolean);
  return [...renamed, ...[...text.matchAll(declaration)].map(([, name = ""]) => name)].sort();
}

test("the public names are those of the list, in the library and for the editor", () => {
  const list = readFileSync(join(repository, "tests/tidy/public-names.txt"), "utf8").trim().split("\n");
  expect(exportedNames("assembly/index.ts")).toEqual(list);
  expect(exportedNames("types/index.d.ts")).toEqual(list);
});

test.each(["bench", "http", "isolate"])("what as-pollen/%s exports is known to the editor", (name) => {
  expect(exportedNames(`types/${name}.d.ts`)).toEqual(exportedNames(`assembly/${name}/index.ts`));
});
