// `try`. Its body is a block whose label is where errors go: `checks.ts` makes each call in it that may throw branch
// there, and the lowering of async functions each rejected await.
//
//   try { a } catch (e) { b }                     try { a } finally { b }
//
//   block ~done|1 {                               kind = NORMAL
//     block ~catch|1 { a; br ~done|1 }            block ~finally|2 {
//     e = __caught()                                block ~catch|2 { a; br ~finally|2 }
//     b                                             error = __caught();  kind = THROW
//   }                                             }
//                                                 b
//                                                 if (kind == THROW) rethrow error
//                                                 if (kind == 2) return value ...             see exits.ts
//
// With both, the `catch` is in the body of the `finally`.
import { Compiler, type ExpressionRef, type Flow, type Statement, type TryStatement, Type } from "assemblyscript";
import binaryen from "../binaryen.js";
import { BinaryOp, FlowFlags, LocalFlags } from "../enums.js";
import { hook } from "../hooks.js";
import { readTree, walk } from "../lower/ir.js";
import { type CoroutineKind, type Session, sessionOf } from "../session.js";
import { libraryFunction } from "../typing/library.js";
import { rerouteExits } from "./exits.js";
import { errorType, rethrow } from "./raise.js";

/** Label of the blocks behind which a handler starts. */
export const isCatch = (label: string | null): boolean => label?.startsWith("~catch|") ?? false;

const GENERATORS: ReadonlySet<unknown> = new Set<CoroutineKind>(["generator", "async generator"]);

const NORMAL = 0;
const THROW = 1;
const FIRST_EXIT = 2;

export function installTry(): void {
  hook<(this: Compiler, statement: TryStatement) => ExpressionRef>(
    Compiler,
    "compileTryStatement",
    1,
    (original) =>
      function (statement) {
        const session = sessionOf(this);
        if (!session?.throws.active) return original.call(this, statement);
        session.throws.requireLibrary(this);
        const code = new TryCompiler(session, this).compile(statement);
        const { module } = this;
        return this.currentFlow.is(FlowFlags.Terminates) ? module.block(null, [code, module.unreachable()]) : code;
      },
  );
}

class TryCompiler {
  constructor(
    private readonly session: Session,
    private readonly compiler: Compiler,
  ) {}

  compile(statement: TryStatement): ExpressionRef {
    return statement.finallyStatements
      ? this.compileFinally(statement, statement.finallyStatements)
      : this.compileCatch(statement);
  }

  private statements(list: Statement[], flow: Flow): ExpressionRef[] {
    const outer = this.compiler.currentFlow;
    this.compiler.currentFlow = flow;
    const code = this.compiler.compileStatements(list);
    this.compiler.currentFlow = outer;
    return code;
  }

  /** Takes the error that has arrived. */
  private caught(): ExpressionRef {
    const { program, module } = this.compiler;
    return module.call(libraryFunction(program, "__caught").internalName, [], binaryen.i32);
  }

  /** The block of a body. Until `checks.ts` drops it, a branch keeps Binaryen from thinking that its end is not reached. */
  private guard(id: number, body: ExpressionRef[]): ExpressionRef {
    const { module } = this.compiler;
    const label = `~catch|${id}`;
    return module.block(label, [module.br(label, module.i32(0)), ...body], binaryen.none);
  }

  private compileCatch({ bodyStatements, catchVariable, catchStatements }: TryStatement): ExpressionRef {
    const { compiler } = this;
    const { module, currentFlow: flow } = compiler;
    const id = this.session.throws.nextTry();
    const done = `~done|${id}`;
    const bodyFlow = flow.fork();
    const body = this.statements(bodyStatements, bodyFlow);
    const handlerFlow = flow.fork();
    for (const local of assigned(body)) forget(handlerFlow, local);
    const isGenerator = GENERATORS.has(this.session.kindOf(flow.sourceFunction.declaration));
    let start = module.drop(this.caught());
    if (catchVariable || isGenerator) {
      const type = errorType(compiler);
      const error = catchVariable
        ? handlerFlow.addScopedLocal(catchVariable.text, type)
        : handlerFlow.getTempLocal(type);
      handlerFlow.setLocalFlag(error.index, LocalFlags.Initialized);
      if (catchVariable) this.session.throws.caughtVariables.add(error);
      start = module.local_set(error.index, this.caught(), true);
      if (isGenerator) start = module.block(null, [start, this.passReturn(error.index)]);
    }
    const handler = this.statements(catchStatements ?? [], handlerFlow);
    flow.inheritAlternatives(bodyFlow, handlerFlow);
    return module.block(done, [this.guard(id, [...body, module.br(done)]), start, ...handler], binaryen.none);
  }

  /** What `return()` of a generator sends through its body is not caught. */
  private passReturn(error: number): ExpressionRef {
    const { compiler } = this;
    const { module, program } = compiler;
    const isReturn = libraryFunction(program, "__is_return");
    compiler.compileFunction(isReturn);
    const value = (): ExpressionRef => module.local_get(error, binaryen.i32);
    return module.if(module.call(isReturn.internalName, [value()], binaryen.i32), rethrow(compiler, value()));
  }

  private compileFinally(statement: TryStatement, finallyStatements: Statement[]): ExpressionRef {
    const { compiler } = this;
    const { module, currentFlow: flow } = compiler;
    const id = this.session.throws.nextTry();
    const end = `~finally|${id}`;
    const kind = flow.getTempLocal(Type.i32).index;
    const error = flow.getTempLocal(errorType(compiler)).index;

    const innerFlow = flow.fork();
    let guarded: ExpressionRef[];
    if (statement.catchStatements) {
      compiler.currentFlow = innerFlow;
      guarded = [this.compileCatch(statement)];
      compiler.currentFlow = flow;
    } else guarded = this.statements(statement.bodyStatements, innerFlow);
    const leave = (number: number): ExpressionRef =>
      module.block(null, [module.local_set(kind, module.i32(number), false), module.br(end)]);
    const exits = rerouteExits(this.session, compiler, guarded, FIRST_EXIT, leave);

    const finallyFlow = flow.fork();
    for (const local of assigned(guarded)) forget(finallyFlow, local);
    const finalizer = this.statements(finallyStatements, finallyFlow);
    this.continueFlow(innerFlow, finallyFlow, assigned(finalizer));

    const dispatch: ExpressionRef[] = [];
    const isKind = (number: number): ExpressionRef =>
      module.binary(BinaryOp.EqI32, module.local_get(kind, binaryen.i32), module.i32(number));
    if (!finallyFlow.isAny(FlowFlags.Terminates | FlowFlags.Breaks)) {
      dispatch.push(module.if(isKind(THROW), rethrow(compiler, module.local_get(error, binaryen.i32))));
      dispatch.push(...exits.map((exit, i) => module.if(isKind(FIRST_EXIT + i), exit)));
    }
    return module.block(null, [
      module.local_set(kind, module.i32(NORMAL), false),
      module.block(
        end,
        [
          this.guard(id, [...guarded, module.br(end)]),
          module.local_set(error, this.caught(), true),
          module.local_set(kind, module.i32(THROW), false),
        ],
        binaryen.none,
      ),
      ...finalizer,
      ...dispatch,
    ]);
  }

  /** What holds behind a `finally`: its own flow, and where it ends normally that of the body, too. */
  private continueFlow(inner: Flow, last: Flow, assignedLast: ReadonlySet<number>): void {
    const { currentFlow: flow } = this.compiler;
    flow.inherit(last);
    if (last.isAny(FlowFlags.Terminates | FlowFlags.Breaks)) return;
    flow.flags |= inner.flags & (FlowFlags.AnyCategorical | FlowFlags.AnyConditional);
    flow.localFlags = flow.localFlags.map((flags, local) =>
      assignedLast.has(local) ? flags : (inner.localFlags[local] ?? 0),
    );
  }
}

/** Locals that code assigns. */
function assigned(code: readonly ExpressionRef[]): Set<number> {
  const locals = new Set<number>();
  for (const statement of code) {
    walk(
      readTree(statement, () => false),
      (node) => {
        if (node.id === binaryen.LocalSetId) locals.add(node.index);
      },
    );
  }
  return locals;
}

/** What the compiler knew of a local's value does not hold where an error may have come from before or after. */
function forget(flow: Flow, local: number): void {
  flow.unsetLocalFlag(local, LocalFlags.NonNull | LocalFlags.Wrapped);
}
