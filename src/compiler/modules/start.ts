// Top-level code that awaits is compiled as the body of an async function, `start:file`. What imports such a file waits
// for it, with a body of the same kind. The start function of the program calls none of these bodies itself: it tells the
// library what waits for what (`assembly/core/modules.ts`), which evaluates them in ECMAScript's order.
//
//   import "./a"      __module(a's body, it awaits); __module_evaluate()
//   import "./b"      __module(b's body, it awaits); __module_evaluate()
//   (end of file)     __module(own body, it does not); __module_imports(0); __module_imports(1); __module_evaluate()
//                     __run_modules(~main)         an entry file: runs the executor until all is evaluated, and then what
//                                                  runs its `main` (see entry.ts), if it exports one
//   (other entries)   ~main()                      if it exports one
//
// What runs the program is called last: the stock compiler compiles overridden methods late, and initializes lazy variables
// that only these use at the end of the start function.
import {
  Compiler,
  type Element,
  type File,
  type Function as Fn,
  type FunctionPrototype,
  type Global,
  Node,
  type Range,
  Signature,
} from "assemblyscript";
import { MAIN } from "../entry.js";
import { ArrowKind, CommonFlags, DecoratorFlags, SourceKind } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";
import { libraryFunction } from "../typing/library.js";
import { TOP_LEVEL } from "./syntax.js";

export function installModules(): void {
  hook<(this: Compiler, file: File) => void>(
    Compiler,
    "compileFile",
    1,
    (original) =>
      function (file) {
        const session = sessionOf(this);
        if (session?.modules.isWaiting(file.source)) compileModule(session, this, file, original);
        else {
          const isNew = !file.is(CommonFlags.Compiled);
          atStart(this, () => original.call(this, file));
          const main = session && isNew ? mainOf(this, file) : null;
          if (session && main) session.modules.runs.push(this.makeCallDirect(main, [], file.source));
        }
      },
  );

  hook<(this: Compiler, global: Global) => boolean>(
    Compiler,
    "compileGlobal",
    1,
    (original) =>
      function (global) {
        const compile = (): boolean => original.call(this, global);
        return global.hasDecorator(DecoratorFlags.Lazy) ? atStart(this, compile) : compile();
      },
  );
}

/**
 * Compiles what the stock compiler initializes wherever top-level code has come to when it is first used: lazy variables,
 * and files that are known by their globals. Top-level code that awaits may come too late: the start function does it.
 */
function atStart<T>(compiler: Compiler, compile: () => T): T {
  const body = sessionOf(compiler)?.modules.startBody;
  if (!body) return compile();
  const { currentBody } = compiler;
  compiler.currentBody = body;
  const result = compile();
  compiler.currentBody = currentBody;
  return result;
}

/** Lets the start function run the program, at its end. */
export function runAtEnd(session: Session, compiler: Compiler): void {
  compiler.currentBody.push(...session.modules.runs);
}

/** What runs the `main` of an entry file that exports one. */
function mainOf(compiler: Compiler, file: File): Fn | null {
  if (file.source.sourceKind !== SourceKind.UserEntry) return null;
  const prototype = file.getMember(MAIN) as Element | null;
  const main = prototype && compiler.program.resolver.resolveFunction(prototype as FunctionPrototype, null);
  return main && compiler.compileFunction(main) ? main : null;
}

function compileModule(session: Session, compiler: Compiler, file: File, compileFile: (file: File) => void): void {
  const { modules } = session;
  const { program, module: m, currentBody } = compiler;
  if (modules.numbers.has(file.source) || file.is(CommonFlags.Compiled)) return;
  modules.numbers.set(file.source, -1); // in a cycle, an import of this file is not waited for
  const imports = modules.importsOf(file.source);
  for (const { internalPath, path } of imports) compiler.compileFileByPath(internalPath, path);

  const start = asyncStart(session, compiler, file);
  if (!start) return;
  modules.startBody = currentBody;
  compileFile.call(compiler, file);
  modules.startBody = null;
  currentBody.pop(); // the call of a function that returns nothing
  start.set(CommonFlags.Compiled);
  session.addCoroutineInstance(compiler, start, null);
  const call = (body: number[], name: string, ...operands: number[]): void => {
    const callee = libraryFunction(program, name);
    body.push(
      compiler.makeCallDirect(
        callee,
        operands.map((operand) => m.i32(operand)),
        file.source,
      ),
    );
  };
  call(currentBody, "__module", functionObject(compiler, start), modules.awaitsOf(file.source) ? 1 : 0);
  for (const { source } of imports) {
    const number = modules.numbers.get(source) ?? -1;
    if (number >= 0) call(currentBody, "__module_imports", number);
  }
  call(currentBody, "__module_evaluate");
  modules.numbers.set(file.source, modules.count++);
  if (file.source.sourceKind !== SourceKind.UserEntry) return;
  const main = mainOf(compiler, file);
  call(modules.runs, "__run_modules", main ? functionObject(compiler, main) : 0);
}

/** Address of the object that stands for a function. */
function functionObject(compiler: Compiler, instance: Fn): number {
  return (compiler.ensureRuntimeFunction(instance) as unknown as { low: number }).low;
}

/** Makes the start function of a file an async one. */
function asyncStart(session: Session, { program, resolver }: Compiler, file: File): Fn | null {
  const { source, startFunction } = file;
  const range: Range = source.range.atEnd;
  const nothing = Node.createNamedType(Node.createSimpleTypeName("void", range), null, false, range);
  const promise = Node.createNamedType(Node.createSimpleTypeName("Promise", range), [nothing], false, range);
  const signature = Node.createFunctionType([], promise, null, false, range);
  const type = resolver.resolveType(promise, null, file);
  if (!type) return null;
  const name = Node.createIdentifierExpression(startFunction.name, range);
  const kind = ArrowKind.None;
  const declaration = Node.createFunctionDeclaration(name, null, 0, null, signature, null, kind, range);
  startFunction.declaration = declaration;
  startFunction.prototype.declaration = declaration;
  startFunction.signature = Signature.create(program, [], type);
  startFunction.type = startFunction.signature.type;
  const suspensions = session.modules.awaitsOf(source);
  session.coroutines.set(signature, { kind: "async", name: TOP_LEVEL, suspensions });
  return startFunction;
}
