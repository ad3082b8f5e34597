// A reactor in the sense of WASI, which a build asks for by an alias: `use` of asconfig.json, or `--use`. The module then
// exports `tick` (assembly/tick.ts), as if an entry file did.
import type { Parser, Program } from "assemblyscript";
import { reportError } from "./diagnostics.js";
import { SourceKind } from "./enums.js";

const ALIAS = "POLLEN_WASI_REACTOR";
const EXPORTS = 'export { tick } from "as-pollen/assembly/tick";';
const FILE = "pollen.ts";

/** Adds the entry file, if the build is to be a reactor. */
export function addReactorExports(parser: Parser, program: Program): void {
  if (program.options.globalAliases?.has(ALIAS)) parser.parseFile(EXPORTS, FILE, true);
}

/** A `tick` of the user's would take the place of ours. */
export function checkReactorExports(program: Program): void {
  if (!program.options.globalAliases?.has(ALIAS)) return;
  for (const { source, exports } of program.filesByName.values()) {
    const taken = exports?.get("tick");
    if (!taken || source.sourceKind !== SourceKind.UserEntry || source.normalizedPath === FILE) continue;
    reportError(
      program,
      taken.identifierNode.range,
      "A reactor has an export 'tick' of its own: export this by another name.",
    );
  }
}
