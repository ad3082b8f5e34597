// `instanceof` on the variable of a `catch`, or on a parameter that is an error: where it holds, the variable has the
// class that was asked for.
//
//   if (e instanceof TimeoutError) e.ms         if (!(e instanceof TimeoutError)) throw e;  e.ms
import {
  Compiler,
  type ExpressionRef,
  Flow,
  type IdentifierExpression,
  type InstanceOfExpression,
  type Local,
} from "assemblyscript";
import { NodeKind } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";
import type { InstanceTest } from "./state.js";

export function installNarrowing(): void {
  hook<(this: Compiler, expression: InstanceOfExpression, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "compileInstanceOfExpression",
    3,
    (original) =>
      function (expression, ...rest) {
        const condition = original.call(this, expression, ...rest);
        const session = sessionOf(this);
        const operand = expression.expression;
        if (!session?.throws.active || operand.kind !== NodeKind.Identifier) return condition;
        const flow = this.currentFlow;
        const name = (operand as IdentifierExpression).text;
        const local = flow.lookupLocal(name);
        if (!local || !isError(this, local)) return condition;
        const type = this.resolver.resolveType(
          expression.isType,
          flow,
          flow.sourceFunction,
          flow.contextualTypeArguments,
        );
        if (type?.isAssignableTo(local.type)) session.throws.tests.set(condition, { name, index: local.index, type });
        return condition;
      },
  );

  // what the compiler learns where a condition is true; it takes `&&`, `||` and `!` apart by itself
  hook<(this: Flow, condition: ExpressionRef, iff?: Flow | null) => void>(
    Flow,
    "inheritNonnullIfTrue",
    1,
    (original) =>
      function (condition, iff = null) {
        original.call(this, condition, iff);
        const test = sessionOf(this.program)?.throws.tests.get(condition);
        if (test && !iff) narrow(this, test);
      },
  );

  // where an `if` without `else` leaves, what is known otherwise holds behind it
  hook<(this: Flow, condition: ExpressionRef) => Flow>(
    Flow,
    "forkElse",
    1,
    (original) =>
      function (condition) {
        const flow = original.call(this, condition);
        sessionOf(this.program)?.throws.elseFlows.add(flow);
        return flow;
      },
  );
  hook<(this: Flow, other: Flow) => void>(
    Flow,
    "inherit",
    1,
    (original) =>
      function (other) {
        original.call(this, other);
        const throws = sessionOf(this.program)?.throws;
        if (throws?.elseFlows.has(other)) for (const test of throws.narrowed.get(other) ?? []) narrow(this, test);
      },
  );
}

/** Gives a variable its narrower type from here on. */
function narrow(flow: Flow, test: InstanceTest): void {
  const throws = sessionOf(flow.program)?.throws;
  if (!throws) return;
  flow.scopedLocals?.delete(test.name);
  throws.caughtVariables.add(flow.addScopedAlias(test.name, test.type, test.index));
  throws.narrowed.set(flow, [...(throws.narrowed.get(flow) ?? []), test]);
}

/** Whether a local is an error that is rarely given another value: assignments must fit the narrowed type. */
function isError({ currentFlow: flow, program }: Compiler, local: Local): boolean {
  const { index, type } = local;
  const error = program.lookup("Error");
  let base = type.isNullableReference ? null : type.getClass();
  while (base && base.prototype !== error) base = base.base;
  if (!base) return false;
  const { thisType, parameterTypes } = flow.targetFunction.signature;
  const isParameter = !flow.isInline && index < parameterTypes.length + (thisType ? 1 : 0);
  return isParameter || sessionOf(program)?.throws.caughtVariables.has(local) === true;
}
