// `throw`, and the errors that AssemblyScript raises itself. While functions are compiled it is not known who calls
// them: each place that raises becomes a call of a function that does not exist, followed by `unreachable`.
// `checks.ts` replaces it, by what the stock compiler makes where nothing can catch the error.
//
//   call ~raise|3(message, file, line, column); unreachable     a standard error, of the kind of site 3
//   call ~throw|4(error, file, line, column); unreachable       any other
//   call ~rethrow(error); unreachable                           one that a `finally` held up
import {
  Compiler,
  type Expression,
  type ExpressionRef,
  type NewExpression,
  type Node,
  type ThrowStatement,
  type Type,
} from "assemblyscript";
import binaryen from "../binaryen.js";
import { Constraints, FlowFlags, NodeKind } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";
import { createSite, KINDS, type Kind } from "./sites.js";

export const RAISE = "~raise|";
export const THROW = "~throw|";
export const RETHROW = "~rethrow";

/** Of the core, what settles, queues and resumes. It calls no code of users that does not handle its errors itself. */
const CORE =
  "adopt|at_once|await|cancel|cancelled|context|context_tree|current|executor|frame|operation|ready|rejections|settle|settled|throw|timers";
const FATAL = new RegExp(`^(start:)?~lib/(rt/|as-pollen/assembly/(rt/|(core/(${CORE})|sync/(ring|waiter))[/~]))`);

/** Whether a function is of the runtime itself, or of the core and the queues: what goes wrong there ends the program. */
export const isFatal = (internalName: string): boolean => FATAL.test(internalName);

/** The session, if errors that are raised where the compiler is now can be handled. */
function throwingSession(compiler: Compiler): Session | null {
  const session = sessionOf(compiler);
  if (!session?.throws.active || isFatal(compiler.currentFlow.sourceFunction.internalName)) return null;
  session.throws.requireLibrary(compiler);
  return session;
}

/** AssemblyScript's `Error`. */
export function errorType(compiler: Compiler): Type {
  const { program } = compiler;
  const instance = program.resolver.resolveClass(program.lookup("Error") as never, null);
  if (!instance) throw new Error("AssemblyScript's library lacks 'Error'");
  return instance.type;
}

export function installRaise(): void {
  hook<(this: Compiler, message: Expression | null, node: Node) => ExpressionRef>(
    Compiler,
    "makeAbort",
    2,
    (original) =>
      function (message, node) {
        const session = throwingSession(this);
        return session
          ? raise(session, this, "Error", messageOf(this, message), node)
          : original.call(this, message, node);
      },
  );

  // called by itself for null checks and casts that fail
  hook<(this: Compiler, message: ExpressionRef, node: Node) => ExpressionRef>(
    Compiler,
    "makeStaticAbort",
    2,
    (original) =>
      function (message, node) {
        const session = throwingSession(this);
        return session ? raise(session, this, "TypeError", message, node) : original.call(this, message, node);
      },
  );

  hook<(this: Compiler, statement: ThrowStatement) => ExpressionRef>(
    Compiler,
    "compileThrowStatement",
    1,
    (original) =>
      function (statement) {
        const session = throwingSession(this);
        if (!session) return original.call(this, statement);
        this.currentFlow.set(FlowFlags.Throws | FlowFlags.Terminates);
        const standard = newStandardError(this, statement.value);
        if (standard) return raise(session, this, standard.kind, messageOf(this, standard.message), statement);
        const error = this.compileExpression(statement.value, errorType(this), Constraints.ConvImplicit);
        if (session.throws.rethrows.has(statement)) return rethrow(this, error);
        return signal(session, this, THROW, "Error", error, statement);
      },
  );
}

/** The kind and the message of `new RangeError("...")` and its like. */
function newStandardError(compiler: Compiler, value: Expression): { kind: Kind; message: Expression | null } | null {
  if (value.kind !== NodeKind.New) return null;
  const { typeName, args } = value as NewExpression;
  const kind = KINDS.find((kind) => kind === typeName.identifier.text);
  if (!kind || typeName.next || args.length > 1) return null;
  const { currentFlow, program } = compiler;
  if (currentFlow.lookup(kind) !== program.lookup(kind)) return null; // a class of the same name
  return { kind, message: args[0] ?? null };
}

function messageOf(compiler: Compiler, message: Expression | null): ExpressionRef {
  const { type } = compiler.program.stringInstance;
  return message ? compiler.compileExpression(message, type, Constraints.ConvImplicit) : compiler.makeZero(type);
}

function raise(session: Session, compiler: Compiler, kind: Kind, message: ExpressionRef, node: Node): ExpressionRef {
  const { abortInstance } = compiler.program;
  if (abortInstance) compiler.compileFunction(abortInstance);
  return signal(session, compiler, RAISE, kind, message, node);
}

/** Sends an error that a handler took on its way again. */
export function rethrow({ module }: Compiler, error: ExpressionRef): ExpressionRef {
  return module.block(null, [module.call(RETHROW, [error], binaryen.none), module.unreachable()]);
}

function signal(
  session: Session,
  compiler: Compiler,
  target: string,
  kind: Kind,
  value: ExpressionRef,
  node: Node,
): ExpressionRef {
  const { module } = compiler;
  const site = createSite(session, compiler, kind, node);
  const number = session.throws.sites.push(site) - 1;
  const place = [module.i32(site.file), module.i32(site.line), module.i32(site.column)];
  const call = module.call(`${target}${number}`, [value, ...place], binaryen.none);
  return module.block(null, [call, module.unreachable()]);
}
