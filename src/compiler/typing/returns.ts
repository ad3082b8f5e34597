// Typing of `return` in async functions, at the compiler's level, where the types are known: the body
// returns values of the promised type, and the function returns the promise.
import {
  Compiler,
  type ExpressionRef,
  type Function as Fn,
  type ReturnStatement,
  type Signature,
  Type,
} from "assemblyscript";
import binaryen from "../binaryen.js";
import { reportError } from "../diagnostics.js";
import { CommonFlags, Constraints, FlowFlags } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";
import { libraryFunction } from "./library.js";
import { promisedType } from "./types.js";

/** What the async function that is being compiled promises; null outside of async functions. */
function promisedHere(compiler: Compiler, session: Session): Type | null {
  const { sourceFunction, returnType } = compiler.currentFlow;
  if (!session.isAsync(sourceFunction.declaration)) return null;
  return promisedType(compiler.program, returnType);
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
        if (session.isAsync(instance.declaration) && !session.checkedSignatures.has(instance)) {
          session.checkedSignatures.add(instance);
          if (!checkSignature(this, instance)) return false;
        }
        const wasCompiled = instance.is(CommonFlags.Compiled);
        const done = original.call(this, instance, force);
        if (done && !wasCompiled && session.isAsync(instance.declaration) && instance.is(CommonFlags.Compiled)) {
          session.addAsyncInstance(this, instance);
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
        const promised = session && promisedHere(this, session);
        if (!promised) return original.call(this, statement);
        const result = compileResult(this, statement, promised);
        this.currentFlow.set(FlowFlags.Returns | FlowFlags.Terminates);
        return result;
      },
  );
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
        const isAhead = session.isAsync(flow.sourceFunction.declaration) && !isRead(callee);
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

/** A `return` statement: returns the promise that one of the library's functions makes. */
function compileResult(compiler: Compiler, statement: ReturnStatement, promised: Type): ExpressionRef {
  const { program, module } = compiler;
  const finish = (name: string, typeArguments: Type[] | null, value: ExpressionRef[]): ExpressionRef => {
    const callee = libraryFunction(program, name, typeArguments);
    return module.return(compiler.makeCallDirect(callee, [module.i32(0), ...value], statement));
  };

  if (!statement.value) {
    if (promised === Type.void) return finish("__return_void", null, []);
    reportError(compiler, statement.range, `A function that promises '${promised.toString()}' must return a value.`);
    return module.unreachable();
  }
  let value = compiler.compileExpression(statement.value, promised, Constraints.None);
  const type = compiler.currentType;
  const followed = promisedType(program, type);
  if (followed) {
    if (followed === promised) return finish("__return_promise", [promised], [value]);
    const wanted = `Promise<${promised.toString()}>`;
    reportError(compiler, statement.value.range, `Type '${type.toString()}' is not assignable to type '${wanted}'.`);
    return module.unreachable();
  }
  if (promised === Type.void) {
    if (type !== Type.void) value = module.drop(value);
    return module.block(null, [value, finish("__return_void", null, [])]);
  }
  value = compiler.convertExpression(value, type, promised, false, statement.value);
  return finish("__return", [promised], [compiler.ensureSmallIntegerWrap(value, promised)]);
}

/** An async function returns a promise, and nothing else. */
function checkSignature(compiler: Compiler, instance: Fn): boolean {
  const { returnType } = instance.signature;
  if (promisedType(compiler.program, returnType)) return true;
  const { returnType: node } = instance.prototype.functionTypeNode;
  const type = returnType.toString();
  reportError(
    compiler,
    node.range,
    `The return type of an async function must be 'Promise<T>'. Did you mean to write 'Promise<${type}>'?`,
  );
  return false;
}
