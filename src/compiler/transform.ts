// The transform that `asc` loads (`--transform as-pollen/transform`, or by extending `as-pollen/asconfig.json`).
//
//   syntax/     while parsing      `async`, `await`, `function*` and `yield` become legal
//   desugar     after parsing      async functions and generators become functions that the stock compiler types
//   typing/     while compiling    types of promises; what `return` means in async functions
//   modules/    after parsing,     what awaits at its top level is found, and what imports it; its top-level code is
//               while compiling    compiled as an async function
//   closures/   after parsing,     what functions capture is found, and kept in function objects
//               while compiling
//   throws/     while compiling,   errors go from where they are raised to their handlers
//               and before the
//               lowering
//   lower/      before the module  async bodies become resumable
//               is laid out
import { Compiler, type Parser, Program, type Source } from "assemblyscript";
import { Transform } from "assemblyscript/transform";
import { addAliases, tellOfSites } from "./aliases.js";
import { hideMain } from "./answers.js";
import type { Module } from "./binaryen.js";
import { installClassExports } from "./classes.js";
import { analyzeClosures } from "./closures/analysis.js";
import { linkClosures } from "./closures/calls.js";
import { installClosures } from "./closures/compile.js";
import { installFollowing } from "./closures/following.js";
import { installResolution } from "./closures/resolve.js";
import { boundPauses, omitSelfChecks, quickenBarrier, showHeapSize, showMarking } from "./collector.js";
import { tellOfContexts } from "./contexts.js";
import { desugar } from "./desugar.js";
import { installDisposal } from "./disposal.js";
import { addEntryPoint } from "./entry.js";
import { CommonFlags, DiagnosticCategory } from "./enums.js";
import { addTargetExports, checkTargetExports, hasFutures, nameTargetExports } from "./exports.js";
import { addFutureCalls, compileFutureCalls } from "./future-calls.js";
import { tuneHeap } from "./heap.js";
import { hook } from "./hooks.js";
import { installImportChecks } from "./imports.js";
import { describeInterface, installInterface } from "./interface.js";
import { installIsolateChecks } from "./isolates/checks.js";
import { markIsolates, prepareIsolates } from "./isolates/isolates.js";
import { extendCollections } from "./iteration/collections.js";
import { installForOf } from "./iteration/for-of.js";
import { installOptionalMethods } from "./iteration/optional.js";
import { removePlaceholders } from "./iteration/standard.js";
import { installLabels } from "./labels.js";
import { Library } from "./lower/library.js";
import { lowerModule } from "./lower/lower.js";
import { omitRoots } from "./lower/roots.js";
import { compileStarts, startTasks } from "./lower/starts.js";
import { installModules, runAtEnd } from "./modules/start.js";
import { shrinkNumbers } from "./numbers.js";
import { installOptional } from "./optional/compile.js";
import { installOptionalTypes } from "./optional/resolve.js";
import { openSession, type Session, sessionOf } from "./session.js";
import { installStaticObjects, omitFixedRoots } from "./statics/objects.js";
import { endOfData, HEADERS, type Long, makeRoom } from "./statics/room.js";
import { installUnusedStatics, omitUnusedStatics } from "./statics/unused.js";
import { installAsyncSyntax } from "./syntax/async.js";
import { installForAwaitSyntax } from "./syntax/for-await.js";
import { installForOfSyntax } from "./syntax/for-of.js";
import { installGeneratorSyntax } from "./syntax/generators.js";
import { installLabelSyntax } from "./syntax/labels.js";
import { installOptionalSyntax } from "./syntax/optional.js";
import { installSymbolSyntax } from "./syntax/symbols.js";
import { installTrySyntax } from "./syntax/try.js";
import { installUsingSyntax } from "./syntax/using.js";
import { installTexts } from "./texts.js";
import { insertChecks } from "./throws/checks.js";
import { handlesErrors } from "./throws/detect.js";
import { installFrames } from "./throws/frames.js";
import { installNarrowing } from "./throws/narrowing.js";
import { installRaise } from "./throws/raise.js";
import { replaceErrors } from "./throws/standard.js";
import { installTry } from "./throws/try.js";
import { installInference } from "./typing/inference.js";
import { installMarks } from "./typing/marks.js";
import { installOmittedTypes } from "./typing/omitted.js";
import { installOperands } from "./typing/operands.js";
import { installIndirectCalls, installReturns } from "./typing/returns.js";
import { installTypes } from "./typing/types.js";

/** The library's globals (`Promise`, `setTimeout`, ...) and what compiled code calls. */
const GLOBALS = "as-pollen/assembly/globals";

installSymbolSyntax();
installGeneratorSyntax();
installAsyncSyntax();
installTrySyntax();
installForOfSyntax();
installUsingSyntax();
installOptionalSyntax();
installForAwaitSyntax();
installLabelSyntax();
installTypes();
installInference();
installOmittedTypes();
installReturns();
installMarks();
installIndirectCalls();
installOperands();
installRaise();
installTry();
installNarrowing();
installFrames();
installResolution();
installClosures();
installFollowing();
installForOf();
installLabels();
installDisposal();
installOptional();
installOptionalTypes();
installOptionalMethods();
installModules();
installImportChecks();
installInterface();
installClassExports();
installIsolateChecks();
installStaticObjects();
installUnusedStatics();
installTexts();

// Everything is compiled at this point; the function table is yet to be laid out, and managed values still bear the marks of
// the shadow stack.
hook<(this: Compiler, memoryOffset: Long) => void>(
  Compiler,
  "initDefaultMemory",
  1,
  (original) =>
    function (memoryOffset) {
      const session = sessionOf(this);
      // what was reported to be wrong left holes in the module
      const isWhole = !this.diagnostics.some(({ category }) => category === DiagnosticCategory.Error);
      const end = endOfData(this);
      if (session && isWhole) transformModule(session, this);
      const offset = makeRoom(this, end, memoryOffset);
      const layOut = () => original.call(this, session?.sweepsHeap ? offset.add(HEADERS) : offset);
      if (session?.isOurs && isWhole) omitUnusedStatics(session, this, layOut);
      layOut();
    },
);

hook<(this: Program) => void>(
  Program,
  "initialize",
  0,
  (original) =>
    function () {
      const session = sessionOf(this);
      const late = session ? this.sources.filter((source) => !session.desugared.has(source)) : [];
      if (session && late.length) desugarAll(session, this.parser, late);
      original.call(this);
      checkTargetExports(this);
      hideMain(this);
    },
);

function transformModule(session: Session, compiler: Compiler): void {
  const checks = compiler as unknown as InstanceChecks;
  const finalized = new Set(checks.pendingInstanceOf.keys());
  compileAbort(compiler);
  const library = session.coroutineInstances.size ? new Library(session, compiler) : null; // compiles what it needs
  compileStarts(compiler);
  compileFutureCalls(compiler);
  runAtEnd(session, compiler);
  for (const [cls, name] of checks.pendingInstanceOf) if (!finalized.has(cls)) checks.finalizeInstanceOf(cls, name);
  linkClosures(session, compiler);
  insertChecks(session, compiler);
  if (library) lowerModule(session, library);
  startTasks(session, compiler);
  tellOfContexts(compiler);
  if (session.isOurs) omitFixedRoots(compiler);
  if (library) omitRoots(compiler);
  addFutureCalls(compiler);
  describeInterface(compiler);
}

/** What `instanceof` compiles to, once all classes are known; the compiler has done so for what it has compiled itself. */
interface InstanceChecks {
  readonly pendingInstanceOf: ReadonlyMap<unknown, string>;
  finalizeInstanceOf(cls: unknown, name: string): void;
}

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
    if (this.session.withSites) tellOfSites(this.session.program);
    tuneHeap(this.session, parser);
    removePlaceholders(parser);
    addTargetExports(parser, this.session.program, handlesErrors(this.session, parser.sources));
    prepareIsolates(this.session, parser);
    if (this.session.loopsOverIterables) extendCollections(parser);
    if (!this.session.sweepsHeap) showHeapSize(parser);
    this.session.isOurs = hasFutures(this.session.program) || handlesErrors(this.session, parser.sources); // what it exports then does
    this.session.throws.active = this.session.isOurs;
    if (this.session.isOurs) {
      replaceErrors(parser);
      boundPauses(parser);
      quickenBarrier(parser);
      if (isOptimized(this.session.program)) omitSelfChecks(parser);
      if (this.session.program.options.shrinkLevelHint) shrinkNumbers(parser);
    } else showMarking(parser);
    desugarAll(this.session, parser, parser.sources);
  }

  afterCompile(module: Module): void {
    if (!this.session) return;
    nameTargetExports(module, this.session.program);
    markIsolates(this.session, module);
  }
}

const isOptimized = ({ options }: Program): boolean =>
  !options.debugInfo && options.optimizeLevelHint + options.shrinkLevelHint > 0;

/** Desugars sources; `afterParse` is too early for those that only the library's globals import. */
function desugarAll(session: Session, parser: Parser, sources: readonly Source[]): void {
  for (const source of sources) desugar(session, parser, source);
  session.modules.link(sources);
  for (const source of sources) {
    addEntryPoint(session, source);
    analyzeClosures(session.closures.syntax, parser, source);
    session.desugared.add(source);
  }
}
