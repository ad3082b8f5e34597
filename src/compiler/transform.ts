// The transform that `asc` loads (`--transform as-pollen/transform`, or by extending `as-pollen/asconfig.json`).
//
//   syntax/     while parsing      `async` and `await` become legal
//   desugar     after parsing      async functions become functions that the stock compiler types
//   typing/     while compiling    types of promises; what `return` and `throw` mean in async functions
//   lower/      before the module  async bodies become resumable
//               is laid out
import { Compiler, type Parser, type Program, type Source } from "assemblyscript";
import { Transform } from "assemblyscript/transform";
import { addAliases } from "./aliases.js";
import { desugar } from "./desugar.js";
import { CommonFlags } from "./enums.js";
import { hook } from "./hooks.js";
import { lowerModule } from "./lower/lower.js";
import { openSession, type Session, sessionOf } from "./session.js";
import { installAsyncSyntax } from "./syntax/async.js";
import { installInference } from "./typing/inference.js";
import { installMarks } from "./typing/marks.js";
import { installIndirectCalls, installReturns } from "./typing/returns.js";
import { installTypes } from "./typing/types.js";

/** The library's globals (`Promise`, `setTimeout`, ...) and what compiled code calls. */
const GLOBALS = "as-pollen/assembly/globals";

installAsyncSyntax();
installTypes();
installInference();
installReturns();
installMarks();
installIndirectCalls();

// Everything is compiled at this point; static memory and the function table are yet to be laid out, and managed values
// still bear the marks of the shadow stack.
hook<(this: Compiler, memoryOffset: unknown) => void>(
  Compiler,
  "initDefaultMemory",
  1,
  (original) =>
    function (memoryOffset) {
      const session = sessionOf(this);
      if (session) {
        compileAbort(this);
        lowerModule(session, this);
      }
      original.call(this, memoryOffset);
    },
);

/** The shadow stack's own check calls `abort`: if nothing else does, it would be compiled when marks are no longer read. */
function compileAbort(compiler: Compiler): void {
  const { abortInstance } = compiler.program;
  if (compiler.options.stackSize && abortInstance && !abortInstance.is(CommonFlags.Ambient)) {
    compiler.compileFunction(abortInstance);
  }
}

export default class PollenTransform extends Transform {
  private readonly session: Session | null;

  constructor() {
    super();
    const { program } = this as unknown as { program: Program };
    // asked for twice (by a configuration and on the command line, say) it works once
    this.session = sessionOf(program) ? null : openSession(program);
  }

  afterParse(parser: Parser): void {
    if (!this.session) return;
    parser.parseFile(`import "${GLOBALS}";`, "~lib/pollen.ts", false);
    addAliases(this.session.program);
    showHeapSize(parser);
    for (const source of parser.sources) desugar(this.session, parser, source);
  }
}

/** The minimal runtime does not tell how much it has allocated; the core has to know when to collect. */
function showHeapSize(parser: Parser): void {
  const runtime = parser.sources.find(({ internalPath }) => internalPath === "~lib/rt/tcms");
  if (!runtime) return;
  parser.parseFile("@global function __heap_size(): usize { return total; }", "~lib/pollen/tcms.ts", false);
  const added = parser.sources.at(-1) as Source;
  runtime.statements.push(...added.statements.splice(0));
}
