// The transform that `asc` loads (`--transform as-pollen/transform`, or by extending `as-pollen/asconfig.json`).
//
//   syntax/     while parsing      `async` and `await` become legal
//   desugar     after parsing      async functions become functions that the stock compiler types
//   typing/     while compiling    types of promises; what `return` means in async functions
//   closures/   after parsing,     what functions capture is found, and kept in function objects
//               while compiling
//   throws/     while compiling,   errors go from where they are raised to their handlers
//               and before the
//               lowering
//   lower/      before the module  async bodies become resumable
//               is laid out
import { Compiler, type Parser, type Program } from "assemblyscript";
import { Transform } from "assemblyscript/transform";
import { analyzeClosures } from "./closures/analysis.js";
import { linkClosures } from "./closures/calls.js";
import { installClosures } from "./closures/compile.js";
import { installResolution } from "./closures/resolve.js";
import { desugar } from "./desugar.js";
import { DiagnosticCategory } from "./enums.js";
import { hook } from "./hooks.js";
import { Library } from "./lower/library.js";
import { lowerModule } from "./lower/lower.js";
import { openSession, type Session, sessionOf } from "./session.js";
import { installAsyncSyntax } from "./syntax/async.js";
import { installTrySyntax } from "./syntax/try.js";
import { insertChecks } from "./throws/checks.js";
import { handlesErrors } from "./throws/detect.js";
import { installFrames } from "./throws/frames.js";
import { installNarrowing } from "./throws/narrowing.js";
import { installRaise } from "./throws/raise.js";
import { replaceErrors } from "./throws/standard.js";
import { installTry } from "./throws/try.js";
import { installInference } from "./typing/inference.js";
import { installIndirectCalls, installReturns } from "./typing/returns.js";
import { installTypes } from "./typing/types.js";

/** The library's globals (`Promise`, `setTimeout`, ...) and what compiled code calls. */
const GLOBALS = "as-pollen/assembly/globals";

installAsyncSyntax();
installTrySyntax();
installTypes();
installInference();
installReturns();
installIndirectCalls();
installRaise();
installTry();
installNarrowing();
installFrames();
installResolution();
installClosures();

// Everything is compiled at this point; static memory and the function table are yet to be laid out, and managed values
// still bear the marks of the shadow stack.
hook<(this: Compiler, memoryOffset: unknown) => void>(
  Compiler,
  "initDefaultMemory",
  1,
  (original) =>
    function (memoryOffset) {
      const session = sessionOf(this);
      // what was reported to be wrong left holes in the module
      const isWhole = !this.diagnostics.some(({ category }) => category === DiagnosticCategory.Error);
      if (session && isWhole) transformModule(session, this);
      original.call(this, memoryOffset);
    },
);

function transformModule(session: Session, compiler: Compiler): void {
  const library = session.asyncInstances.size ? new Library(session, compiler) : null; // compiles what it needs
  linkClosures(session, compiler);
  insertChecks(session, compiler);
  if (library) lowerModule(session, library);
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
    this.session.throws.active = handlesErrors(this.session, parser.sources);
    if (this.session.throws.active) replaceErrors(parser);
    for (const source of parser.sources) {
      desugar(this.session, parser, source);
      analyzeClosures(this.session.closures.syntax, parser, source);
    }
  }
}
