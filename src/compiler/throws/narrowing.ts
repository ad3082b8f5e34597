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
        const throws = sessionOf(this.program)?.throws;
        const test = throws?.tests.get(condition);
        if (!throws || !test || iff) return;
        this.scopedLocals?.delete(test.name);
        throws.caughtVariables.add(this.addScopedAlias(test.name, test.type, test.index));
      },
  );
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
