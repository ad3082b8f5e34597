// Compilation of functions that capture, and of the variables that they capture, around the stock compiler's own.
import {
  type CallExpression,
  Compiler,
  type ExpressionRef,
  Function as Fn,
  type FunctionExpression,
  type IdentifierExpression,
  type Local,
  type Module,
  Type,
  type VariableStatement,
} from "assemblyscript";
import binaryen, { type FunctionRef } from "../binaryen.js";
import { reportError } from "../diagnostics.js";
import { CommonFlags, Constraints, LocalFlags, NodeKind } from "../enums.js";
import { hook } from "../hooks.js";
import { idOf } from "../lower/ir.js";
import { type Session, sessionOf } from "../session.js";
import { get } from "./cells.js";
import { Environment } from "./environment.js";
import type { Mark, Variable } from "./model.js";
import { baseOfCaptured } from "./resolve.js";

export function installClosures(): void {
  hook<(this: Compiler, instance: Fn, force?: boolean) => boolean>(
    Compiler,
    "compileFunction",
    1,
    (original) =>
      function (instance, force = false) {
        const session = sessionOf(this);
        if (session && !instance.is(CommonFlags.Compiled) && !instance.is(CommonFlags.Stub)) {
          if (!declareCaptures(this, session, instance)) return false;
        }
        return original.call(this, instance, force);
      },
  );

  hook<(this: Compiler, expression: FunctionExpression, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "compileFunctionExpression",
    3,
    (original) =>
      function (expression, ...rest) {
        const compiled = original.call(this, expression, ...rest);
        const session = sessionOf(this);
        return session ? makeClosure(this, session, expression, compiled) : compiled;
      },
  );

  hook<(this: Compiler, statement: VariableStatement) => ExpressionRef>(
    Compiler,
    "compileVariableStatement",
    1,
    (original) =>
      function (statement) {
        const { variables } = sessionOf(this)?.closures.syntax ?? {};
        const inCells = statement.declarations.flatMap((declaration) => {
          const variable = variables?.get(declaration);
          return variable?.hasCell ? [variable] : [];
        });
        const compiled = original.call(this, statement);
        return inCells.length ? declareCells(this, inCells, compiled) : compiled;
      },
  );

  hook<(this: Compiler, expression: CallExpression, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "compileCallExpression",
    3,
    (original) =>
      function (expression, ...rest) {
        const mark = sessionOf(this)?.closures.syntax.marks.get(expression);
        return mark ? compileMark(this, mark) : original.call(this, expression, ...rest);
      },
  );

  hook<(this: Compiler, expression: IdentifierExpression, type: Type, constraints: number) => ExpressionRef>(
    Compiler,
    "compileIdentifierExpression",
    3,
    (original) =>
      function (expression, type, constraints) {
        const session = sessionOf(this);
        if (session && expression.kind === NodeKind.Super) {
          const base = compileSuper(this);
          if (base) return base;
        }
        const compiled = original.call(this, expression, type, constraints);
        return session ? recheckNull(this, session, expression, type, constraints, compiled) : compiled;
      },
  );

  hook<(this: Fn, postfix: string, required?: number) => Fn>(
    Fn,
    "newStub",
    1,
    (original) =>
      function (...args) {
        const stub = original.apply(this, args);
        sessionOf(this.program)?.closures.environments.get(this)?.declareIn(stub);
        return stub;
      },
  );

  hook<(this: Fn, module: Module, ref: FunctionRef) => void>(
    Fn,
    "finalize",
    2,
    (original) =>
      function (module, ref) {
        const session = ref ? sessionOf(this.program) : undefined;
        session?.closures.existingCellsOf(this)?.finish(ref);
        session?.closures.entries
          .get(this)
          ?.finish(ref, session.isCoroutine(this.declaration) && !this.is(CommonFlags.Stub));
        original.call(this, module, ref);
      },
  );
}

/** Before a function is compiled: declares what it captures, and gives parameters cells. */
function declareCaptures(compiler: Compiler, session: Session, instance: Fn): boolean {
  const { closures } = session;
  const scope = closures.scopeOf(instance.declaration);
  if (!scope) return true;
  const { outer } = instance.flow;
  if (outer && scope.captures.size) {
    const environment = Environment.of(compiler, closures, instance, scope, outer);
    if (!environment) return false;
    closures.environments.set(instance, environment);
    environment.declareIn(instance);
  }
  for (const parameter of scope.parameters) {
    const local = parameter.hasCell && instance.flow.lookupLocal(parameter.name);
    if (local) closures.cellsOf(compiler, instance).bindAtStart(local, parameter);
  }
  return true;
}

/** A function expression that captures gives a new closure in place of the static function object. */
function makeClosure(
  compiler: Compiler,
  { closures }: Session,
  expression: FunctionExpression,
  compiled: ExpressionRef,
): ExpressionRef {
  const { declaration, range } = expression;
  const scope = closures.scopeOf(declaration);
  if (!scope?.captures.size) return compiled;
  const { functionTable, options, currentType } = compiler;
  const instance = functionTable.at(-1); // where the compiler has just put it, unless it failed
  if (!instance || closures.scopeOf(instance.declaration) !== scope) return compiled;
  const environment = closures.environments.get(instance);
  if (!environment?.size || idOf(compiled) === binaryen.UnreachableId) return compiled;
  const closure = environment.create((options.tableBase || 1) + functionTable.length - 1, range);
  compiler.currentType = currentType;
  return closure;
}

/** Variables in cells that were just declared. */
function declareCells(compiler: Compiler, variables: Variable[], compiled: ExpressionRef): ExpressionRef {
  const { module: m, currentFlow: flow } = compiler;
  const cells = sessionOf(compiler)?.closures.cellsOf(compiler, flow.targetFunction);
  const before: ExpressionRef[] = [];
  const after: ExpressionRef[] = [];
  for (const variable of variables) {
    const { name, kind, forward, declaration } = variable;
    const local = kind === "var" ? flow.lookupLocal(name) : flow.getScopedLocal(name);
    if (!cells || !local || local.index < 0) continue; // an error was reported
    if (declaration && !cells.isExpected(variable, local.type)) {
      const message = `A closure captures '${name}' before its type is known. Declare it with a type.`;
      reportError(compiler, declaration.range, message);
    }
    if (kind === "var") cells.bindAtStart(local, variable);
    else {
      cells.bind(local, variable);
      if (!forward) before.push(cells.create(variable, local.type));
    }
    if (variable.isDefinite) flow.setLocalFlag(local.index, LocalFlags.Initialized);
    else if (forward && !declaration?.initializer) after.push(cells.markReady(variable, local.type));
  }
  compiler.currentType = Type.void;
  return m.flatten([...before, ...(compiled ? [compiled] : []), ...after]);
}

function compileMark(compiler: Compiler, { kind, variables }: Mark): ExpressionRef {
  const { module: m, currentFlow: flow } = compiler;
  const cells = sessionOf(compiler)?.closures.cellsOf(compiler, flow.targetFunction);
  const code: ExpressionRef[] = [];
  for (const variable of variables) {
    const local = flow.lookupLocal(variable.name);
    if (kind === "enter") code.push(cells?.createLater(variable) ?? m.nop());
    else if (local && cells?.has(local)) code.push(cells.copy(variable, local.type));
  }
  compiler.currentType = Type.void;
  return m.block(null, code);
}

/** `super` in an arrow function: `this` as an object of the base class. */
function compileSuper(compiler: Compiler): ExpressionRef {
  const { currentFlow: flow } = compiler;
  const base = baseOfCaptured(flow);
  if (!base) return 0;
  compiler.currentType = base.type;
  return get(compiler, flow.lookupLocal("this") as Local);
}

/**
 * A variable in a cell may be set to null behind the back of the flow analysis: where that has found it to be something
 * it is checked, or taken as nullable where that will do.
 */
function recheckNull(
  compiler: Compiler,
  session: Session,
  expression: IdentifierExpression,
  type: Type,
  constraints: number,
  compiled: ExpressionRef,
): ExpressionRef {
  const { module: m, currentFlow: flow, currentType } = compiler;
  if (idOf(compiled) !== binaryen.LocalGetId || currentType.isNullableReference) return compiled;
  const cells = session.closures.existingCellsOf(flow.targetFunction);
  const local: Local | null = cells ? flow.lookupLocal(expression.text) : null;
  if (!local?.type.isNullableReference || !cells?.has(local)) return compiled;
  const value = m.block(null, [compiled], local.type.toRef()); // hides from the flow analysis that it is this local
  if (!(constraints & Constraints.IsThis) && !(type.isReference && !type.isNullableReference)) {
    compiler.currentType = local.type;
    return value;
  }
  const checked = compiler.makeRuntimeNonNullCheck(value, local.type, expression);
  compiler.currentType = currentType;
  return checked;
}
