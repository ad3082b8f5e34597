// What a module exports for its host beside what the user's files export, by the target that it is built for. A build
// names the target by an alias: `use` of asconfig.json, or `--use`.
//
// The functions are the library's (target-exports.ts), exported as if by an entry file. Those of components get the names of the
// canonical ABI once everything is compiled: AssemblyScript's syntax has none for them.
import type { DeclarationStatement, Node, Parser, Program, Source } from "assemblyscript";
import { textOfHandOver } from "./answers.js";
import binaryen, { type Module } from "./binaryen.js";
import { reportError } from "./diagnostics.js";
import { CommonFlags, NodeKind, SourceKind } from "./enums.js";
import { EMBEDDED, exportsOf, FUTURES } from "./target-exports.js";

/** Path of the entry file that has them. */
export const OWN_ENTRY = "pollen.ts";

/** Whether a module describes what it exports and imports: see interface.ts. */
export function describesItself({ options }: Program): boolean {
  return options.globalAliases?.has(EMBEDDED) ?? false;
}

/** Whether a module has the future store and the task queue. */
export function hasFutures(program: Program): boolean {
  return describesItself(program) && (program.options.globalAliases?.has(FUTURES) ?? false);
}

/**
 * Adds the entry file, if the target has exports of its own.
 * @param isAsync whether the program has anything that could be there later
 */
export function addTargetExports(parser: Parser, program: Program, isAsync: boolean): void {
  const [target] = exportsOf(program);
  const aliases = program.options.globalAliases;
  if (target?.isEmbeddable && parser.sources.some(isEmbedded)) {
    aliases?.set(EMBEDDED, "ASC_TARGET");
    if (isAsync || parser.sources.some(hasFunctionTypes)) aliases?.set(FUTURES, "ASC_TARGET");
  }
  const lines = exportsOf(program).map(
    ({ names, from }) => `export { ${Object.keys(names).join(", ")} } from "${from}";`,
  );
  if (lines.length) parser.parseFile([...lines, textOfHandOver(parser, program)].join("\n"), OWN_ENTRY, true);
}

/** Whether a file of the user's exports anything but `main`, or has functions that the host provides. */
function isEmbedded(source: Source): boolean {
  const isEntry = source.sourceKind === SourceKind.UserEntry;
  return (
    !source.isLibrary &&
    source.statements.some((statement) => {
      const { kind, flags, name } = statement as Node as DeclarationStatement;
      if (kind === NodeKind.Export || kind === NodeKind.ExportDefault) return isEntry;
      if (kind === NodeKind.FunctionDeclaration && flags & CommonFlags.Ambient) return true;
      return isEntry && (flags & CommonFlags.Export) !== 0 && name.text !== "main";
    })
  );
}

/** Whether a file of the user's may give its host a function to call: a task. */
const hasFunctionTypes = ({ isLibrary, text }: Source): boolean => !isLibrary && text.includes("=>");

/** An export of the user's by the same name would take the place of ours. */
export function checkTargetExports(program: Program): void {
  const names = exportsOf(program).flatMap(({ names }) => Object.keys(names));
  for (const { source, exports } of program.filesByName.values()) {
    if (source.sourceKind !== SourceKind.UserEntry || source.normalizedPath === OWN_ENTRY) continue;
    for (const name of names) {
      const taken = exports?.get(name);
      if (!taken) continue;
      reportError(
        program,
        taken.identifierNode.range,
        `This target has an export '${name}' of its own: export this by another name.`,
      );
    }
  }
}

/** Gives the exports the names that the host knows them by. */
export function nameTargetExports(module: Module, program: Program): void {
  const { exportStart } = program.options;
  for (const { names, behindStart } of exportsOf(program)) {
    for (const [name, external] of Object.entries(names)) {
      if (name === behindStart && exportStart) liftStart(module, exportStart, name, external);
      else if (name !== external) rename(module, name, external);
    }
  }
}

function rename(module: Module, name: string, external: string): void {
  module.addFunctionExport(exported(module, name), external);
  module.removeExport(name);
}

/** Exports what calls the start function, and then `last`, whose result is its own. */
function liftStart(module: Module, start: string, last: string, external: string): void {
  const { none, i32 } = binaryen;
  const calls = [module.call(exported(module, start), [], none), module.call(exported(module, last), [], i32)];
  module.addFunction("~lifted", none, i32, [], module.block(null, calls, i32));
  module.addFunctionExport("~lifted", external);
  module.removeExport(start);
  module.removeExport(last);
}

/** Name within the module of a function that it exports. */
export function exported(module: Module, name: string): string {
  return binaryen.getExportInfo(module.getExport(name)).value;
}
