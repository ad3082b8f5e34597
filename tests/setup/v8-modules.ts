// The oracle for programs of several files: V8's own module loader, in a process of its own, with virtual time.

import { transformSync } from "rolldown/utils";
import { folderWith, repository, runNode } from "./pollen.js";

/** Runs `main.ts` as a module, then its `main` if it exports one; returns the lines that were printed. */
export function runModulesUnderV8(files: Readonly<Record<string, string>>): string[] {
  const modules = Object.entries(files).map(([name, source]) => {
    const withoutLibrary = source.replace(/^import [^;]*"(as-pollen|\.\/prelude)";$/gm, "");
    const { code, errors } = transformSync(name, withoutLibrary);
    if (errors.length) throw new Error(`not TypeScript: ${name}: ${errors.map(({ message }) => message).join("\n")}`);
    return [name.replace(/ts$/, "mjs"), code.replace(/(from |^import )"\.\/(\w+)"/gm, '$1"./$2.mjs"')];
  });
  const folder = folderWith(Object.fromEntries(modules));
  const { code, stdout, stderr } = runNode([`${repository}tests/setup/module-host.mjs`, `${folder}/main.mjs`]);
  if (code) throw new Error(stderr);
  return stdout.split("\n").slice(0, -1);
}
