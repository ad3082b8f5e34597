// Typing of `return` in async functions and generators, at the compiler's level, where the types are known: the body
// returns values of the promised type, and the function returns the promise or the generator.
import {
  Compiler,
  type ExpressionRef,
  type Function as Fn,
  type ForStatement,
  type ReturnStatement,
  type Signature,
  Type,
} from "assemblyscript";
import binaryen from "../binaryen.js";
import { reportError } from "../diagnostics.js";
import { CommonFlags, Constraints, FlowFlags } from "../enums.js";
import { hook } from "../hooks.js";
import { type CoroutineKind, type Session, sessionOf } from "../session.js";
import { type GeneratorTypes, generatorTypes } from "./generators.js";
import { libraryFunction } from "./library.js";
import { promisedType } from "./types.js";

/** What a body returns. */
interface Completion {
  readonly kind: CoroutineKind;
  readonly type: Type;
}

/** What the body that is being compiled returns; null outside of async functions and generators. */
function completionHere(compiler: Compiler, session: Session): Completion | null {
  const { sourceFunction, returnType } = compiler.currentFlow;
  const kind = session.kindOf(sourceFunction.declaration);
  if (!kind) return null;
  const type =
    kind === "async"
      ? promisedType(compiler.program, returnType)
      : generatorTypes(compiler.program, returnType)?.returned;
  return type ? { kind, type } : null;
}

export function installReturns(): void {
  hook<(this: Compiler, instance: Fn, force?: boolean) => boolean>(
    Compiler,
    "compileFunction",
    1,
    (original) =>
      function (instance, force = false) {
        const session = sessionOf(this);
        if (!session) return original.call(this, instance, force);
        const kind = session.kindOf(instance.declaration);
        if (!kind) return original.call(this, instance, force);
        if (!session.checkedSignatures.has(instance)) {
          session.checkedSignatures.add(instance);
          if (!checkSignature(this, instance, kind)) return false;
        }
        const wasCompiled = instance.is(CommonFlags.Compiled);
        const done = original.call(this, instance, force);
        if (done && !wasCompiled && instance.is(CommonFlags.Compiled)) {
          session.addCoroutineInstance(this, instance, kind === "async" ? null : compileAllocation(this, instance));
        }
        return done;
      },
  );

  hook<(this: Compiler, statement: ReturnStatement) => ExpressionRef>(
    Compiler,
    "compileReturnStatement",
    1,
    (original) =>
      function (statement) {
        const session = sessionOf(this);
        const completion = session && completionHere(this, session);
        if (!completion) return original.call(this, statement);
        const result = compileResult(this, statement, completion);
        this.currentFlow.set(FlowFlags.Returns | FlowFlags.Terminates);
        return result;
      },
  );

  hook<(this: Compiler, statement: ForStatement) => ExpressionRef>(
    Compiler,
    "compileForStatement",
    1,
    (original) =>
      function (statement) {
        const loop = original.call(this, statement);
        const session = sessionOf(this);
        if (statement.condition || !session || !completionHere(this, session) || !isLoop(loop)) return loop;
        this.currentFlow.set(FlowFlags.Terminates);
        return this.module.block(null, [loop, this.module.unreachable()]);
      },
  );
}

/**
 * Whether a compiled `for (;;)` has no end. The stock compiler knows that of `while (true)` only. One with a `break` is in a
 * block that has the label of that.
 */
function isLoop(statement: ExpressionRef): boolean {
  if (binaryen.getExpressionId(statement) === binaryen.LoopId) return true;
  if (binaryen.getExpressionId(statement) !== binaryen.BlockId || binaryen.Block.getName(statement)) return false;
  const count = binaryen.Block.getNumChildren(statement);
  return count > 0 && isLoop(binaryen.Block.getChildAt(statement, count - 1));
}

/** Indirect calls: their signatures are noted, as their IR does not tell which give managed references. */
export function installIndirectCalls(): void {
  hook<(this: Compiler, signature: Signature, callee: ExpressionRef, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "makeCallIndirect",
    3,
    (original) =>
      function (signature, callee, ...rest) {
        const session = sessionOf(this);
        if (!session) return original.call(this, signature, callee, ...rest);
        const { currentFlow: flow, module, options } = this;
        // The stock compiler reads variables that are arguments before it evaluates the callee, which may await.
        const isAhead = session.isCoroutine(flow.sourceFunction.declaration) && !isRead(callee);
        const local = isAhead ? flow.getTempLocal(options.usizeType).index : -1;
        const before = isAhead ? module.local_set(local, callee, true) : 0;
        const target = isAhead ? module.local_get(local, options.sizeTypeRef) : callee;
        const expression = original.call(this, signature, target, ...rest);
        session.indirectCalls.set(lastOf(expression), signature);
        return isAhead ? module.block(null, [before, expression], binaryen.getExpressionType(expression)) : expression;
      },
  );
}

/** Whether an expression only reads a variable or a constant. */
function isRead(expression: ExpressionRef): boolean {
  const id = binaryen.getExpressionId(expression);
  return id === binaryen.ConstId || id === binaryen.LocalGetId || id === binaryen.GlobalGetId;
}

/** The expression that gives a block its value. */
function lastOf(expression: ExpressionRef): ExpressionRef {
  while (binaryen.getExpressionId(expression) === binaryen.BlockId) {
    expression = binaryen.Block.getChildAt(expression, binaryen.Block.getNumChildren(expression) - 1);
  }
  return expression;
}

/** A `return` statement: returns what one of the library's functions makes or settles. */
function compileResult(compiler: Compiler, statement: ReturnStatement, { kind, type }: Completion): ExpressionRef {
  const { module, program, currentFlow } = compiler;
  const finish = (name: string, typeArguments: Type[], value: ExpressionRef[]): ExpressionRef => {
    const yielded = kind === "async generator" ? generatorTypes(program, currentFlow.returnType)?.yielded : undefined;
    const callee = yielded
      ? libraryFunction(program, `${name}_async`, [yielded, ...typeArguments])
      : libraryFunction(program, name, typeArguments.length ? typeArguments : null);
    return module.return(compiler.makeCallDirect(callee, [module.i32(0), ...value], statement));
  };

  if (!statement.value) {
    if (type === Type.void) return finish("__return_void", [], []);
    const described = kind === "async" ? "A function that promises" : "A generator that returns";
    reportError(compiler, statement.range, `${described} '${type.toString()}' must return a value.`);
    return module.unreachable();
  }
  let value = compiler.compileExpression(statement.value, type, Constraints.None);
  const { currentType } = compiler;
  const followed = kind === "async" ? promisedType(program, currentType) : null;
  if (followed) {
    if (followed === type && !currentType.isNullableReference) return finish("__return_promise", [type], [value]);
    const wanted = `Promise<${type.toString()}>`;
    const message = `Type '${currentType.toString()}' is not assignable to type '${wanted}'.`;
    reportError(compiler, statement.value.range, message);
    return module.unreachable();
  }
  if (type === Type.void) {
    if (currentType !== Type.void) value = module.drop(value);
    return module.block(null, [value, finish("__return_void", [], [])]);
  }
  value = compiler.convertExpression(value, currentType, type, false, statement.value);
  return finish("__return", [type], [compiler.ensureSmallIntegerWrap(value, type)]);
}

/** An async function returns a promise, and nothing else; a generator what its class implements. */
function checkSignature(compiler: Compiler, instance: Fn, kind: CoroutineKind): boolean {
  const { program } = compiler;
  const { returnType } = instance.signature;
  const types = generatorTypes(program, returnType);
  if (kind === "async" ? promisedType(program, returnType) : types?.isAsync === (kind === "async generator"))
    return true;
  const { returnType: node } = instance.prototype.functionTypeNode;
  const [described, wanted] = WANTED[kind];
  const hint = kind === "async" ? ` Did you mean to write 'Promise<${returnType.toString()}>'?` : "";
  reportError(compiler, node.range, `The return type of ${described} must be '${wanted}'.${hint}`);
  return false;
}

const WANTED = {
  async: ["an async function", "Promise<T>"],
  generator: ["a generator", "Generator<T>"],
  "async generator": ["an async generator", "AsyncGenerator<T>"],
} as const;

/** What a call of a generator makes. */
function compileAllocation(compiler: Compiler, { signature }: Fn): Fn {
  const { program } = compiler;
  const { object } = generatorTypes(program, signature.returnType) as GeneratorTypes;
  const allocate = libraryFunction(program, "__generator", [object.type]);
  compiler.compileFunction(allocate);
  return allocate;
}
