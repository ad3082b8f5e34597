// The world `http`: the file that the compiler adds hands the `handler` of the user's over to the library, and `options`, if
// there are some (`assembly/http/host/service.ts`). Nothing calls a `main`.
import { type Parser, type Program, Range, type Source } from "assemblyscript";
import { reportError } from "./diagnostics.js";
import { SourceKind } from "./enums.js";
import { exportsName } from "./syntax/exported.js";
import { exportsOf } from "./target-exports.js";

/** Whether the program answers requests. */
export function answersRequests(program: Program): boolean {
  return exportsOf(program)[0]?.answers ?? false;
}

/** What gives the library the user's handler, and the options; nothing where nobody asks for one. */
export function textOfHandOver(parser: Parser, program: Program): string {
  if (!answersRequests(program)) return "";
  const entries = parser.sources.filter(isUsers);
  const entry = entries.find((source) => exportsName(source, "handler"));
  if (!entry) {
    const what = "This file does not export what answers requests: add 'export const handler = ...', a Router, say.";
    reportError(program, startOf(entries[0] as Source), what);
    return "";
  }
  const names = exportsName(entry, "options") ? "handler, options" : "handler";
  return [
    `import { ${names} } from "./${entry.internalPath}";`,
    'import { setHandler } from "as-pollen/assembly/http/host/service";',
    `setHandler(${names});`,
  ].join("\n");
}

/** Whether a source is an entry file of the user's; AssemblyScript's runtime is one, too. */
function isUsers({ sourceKind, internalPath }: Source): boolean {
  return sourceKind === SourceKind.UserEntry && !internalPath.startsWith("~lib/");
}

function startOf(source: Source): Range {
  const range = new Range(0, 0);
  range.source = source;
  return range;
}

/** Exports are compiled: a `main` that nothing calls would bring in what it uses, `serve` and all of the sockets. */
export function hideMain(program: Program): void {
  if (!answersRequests(program)) return;
  for (const { source, exports } of program.filesByName.values()) {
    if (source.sourceKind === SourceKind.UserEntry) exports?.delete("main");
  }
}
