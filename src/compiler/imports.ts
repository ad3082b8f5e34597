// What a module for the target `hosted` may import: functions that the user's source declares, and nothing else. Anything that
// the library, or AssemblyScript's, would import is reported where the user's source first needs it.
//
//   user's expression ──▶ function of the library ──▶ ... ──▶ declared import          each is compiled when it is first called
import { Compiler, type Expression, Program, type Range } from "assemblyscript";
import { reportError } from "./diagnostics.js";
import { SourceKind } from "./enums.js";
import { hook } from "./hooks.js";
import { isWasi } from "./purity.js";
import { sessionOf } from "./session.js";

/** The user's expression that is being compiled, by program. */
const places = new WeakMap<Program, Range>();
/** Those that were reported. */
const reported = new WeakSet<Range>();

/** What a host in JavaScript does that brings requests: assembly/http/hosted/imports.ts. */
const HOST_HTTP = "pollen:http";

/** What may be done instead. */
const INSTEAD =
  "Have the host do it, with a function that is declared in this program (see docs/hosted.md), or build for --target wasip1.";

const isHosted = ({ options }: Program): boolean => options.globalAliases?.has("POLLEN_HOSTED") ?? false;

export function installImportChecks(): void {
  hook<(this: Compiler, expression: Expression, ...rest: unknown[]) => number>(
    Compiler,
    "compileExpression",
    2,
    (original) =>
      function (expression, ...rest) {
        const { program } = this;
        if (expression.range.source.isLibrary || !isHosted(program)) return original.call(this, expression, ...rest);
        const outer = places.get(program);
        places.set(program, expression.range);
        const compiled = original.call(this, expression, ...rest);
        if (outer) places.set(program, outer);
        else places.delete(program);
        return compiled;
      },
  );

  hook<(this: Program, module: string, name: string, element: Declared) => void>(
    Program,
    "markModuleImport",
    3,
    (original) =>
      function (module, name, element) {
        original.call(this, module, name, element);
        if (!sessionOf(this) || !isHosted(this)) return;
        const declaration = element.declaration.range;
        if ((!declaration.source.isLibrary && !isWasi(module)) || module === HOST_HTTP) return;
        const place = places.get(this) ?? startOfEntry(this) ?? declaration;
        if (reported.has(place)) return;
        reported.add(place);
        reportError(
          this,
          place,
          `A module for '--target hosted' has no '${module}.${name}', which this needs. ${INSTEAD}`,
        );
      },
  );
}

/** What has a declaration. */
interface Declared {
  readonly declaration: { readonly range: Range };
}

/** Where a program begins: for what no expression of it needs by itself. */
function startOfEntry({ sources }: Program): Range | undefined {
  return sources.find(({ sourceKind }) => sourceKind === SourceKind.UserEntry)?.range.atStart;
}
