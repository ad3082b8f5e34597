// Which of the library's globals stand in for AssemblyScript's own, which import from JavaScript. What a build aliases
// itself (`use` of asconfig.json, `--use`) stays as it is: in `use` of our asconfig.json these would win over it.
import type { Program } from "assemblyscript";

const ALIASES = ["abort", "trace", "seed", "console", "crypto", "performance", "process", "Date"];

export function addAliases(program: Program): void {
  const { options } = program;
  options.globalAliases ??= new Map();
  for (const name of ALIASES) {
    if (!options.globalAliases.has(name)) options.globalAliases.set(name, `pollen_${name}`);
  }
}

/** Tells the library that stacks name places: without them it has no code that looks for any. */
export function tellOfSites({ options }: Program): void {
  options.globalAliases?.set("POLLEN_SITES", "ASC_TARGET");
}
