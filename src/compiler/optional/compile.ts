// `a?.b` and `a ?? b`, once types are known.
//
//   a?.b              if (~1 = a) ~1.b else null                for a variable `~1` that is not null
//   a ?? b            if (~ = a) ~ else b
//   a?.length ?? 0    if (~1 = a) ~1.length else 0              numbers have no null: the chain takes the other side
import {
  type CommaExpression,
  Compiler,
  type Expression,
  type ExpressionRef,
  type Flow,
  type ParenthesizedExpression,
  Type,
} from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { Constraints, DiagnosticCode, LocalFlags, NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";
import type { OptionalSyntax } from "../syntax/optional.js";

type Coalescing = Extract<OptionalSyntax, { kind: "coalesce" }>;
type Binding = Extract<OptionalSyntax, { kind: "bind" }>;

export function installOptional(): void {
  hook<(this: Compiler, expression: CommaExpression, type: Type, constraints: number) => ExpressionRef>(
    Compiler,
    "compileCommaExpression",
    3,
    (original) =>
      function (expression, type, constraints) {
        const session = sessionOf(this);
        const syntax = session?.optionals.get(expression);
        if (!session || !syntax) return original.call(this, expression, type, constraints);
        const compilation = new Optional(session, this);
        return syntax.kind === "coalesce"
          ? compilation.coalesce(expression, syntax, type)
          : compilation.bind(expression, syntax, type, null);
      },
  );
}

class Optional {
  constructor(
    private readonly session: Session,
    private readonly compiler: Compiler,
  ) {}

  /** Compiles an expression in a flow. */
  private within(flow: Flow, expression: Expression, type: Type): ExpressionRef {
    const { compiler } = this;
    const outer = compiler.currentFlow;
    compiler.currentFlow = flow;
    const constraints = type === Type.void ? Constraints.ConvImplicit | Constraints.WillDrop : Constraints.None;
    const code = compiler.compileExpression(expression, type, constraints);
    compiler.currentFlow = outer;
    return code;
  }

  /** `left ?? right` */
  coalesce({ expressions }: CommaExpression, { assigned }: Coalescing, wanted: Type): ExpressionRef {
    const { compiler } = this;
    const { module, currentFlow: flow } = compiler;
    const [left, right] = expressions as [Expression, Expression];
    const leftCode = this.left(left, right, wanted.exceptVoid);
    const leftType = compiler.currentType;
    if (!leftType.isNullableReference) return leftCode;
    const type = leftType.nonNullableType;
    const leftFlow = flow.forkThen(leftCode);
    const rightFlow = flow.forkElse(leftCode);
    const rightCode = this.within(rightFlow, right, wanted.exceptVoid === Type.auto ? type : wanted.exceptVoid);
    let rightType = compiler.currentType;
    if (assigned && !this.mayBeNull(assigned, rightFlow, leftType)) rightType = rightType.nonNullableType;
    const common = this.commonType(type, rightType, wanted, right);
    if (!common) return module.unreachable();
    const local = flow.getTempLocal(leftType);
    const isThere = module.local_tee(local.index, leftCode, leftType.isManaged);
    const taken = compiler.convertExpression(
      module.local_get(local.index, leftType.toRef()),
      type,
      common,
      false,
      left,
    );
    const other = compiler.convertExpression(rightCode, rightType, common, false, right);
    flow.inheritAlternatives(leftFlow, rightFlow);
    compiler.currentType = common;
    return module.if(isThere, taken, other);
  }

  /** Whether what is assigned may be null: an assignment itself has the type of its target. */
  private mayBeNull(value: Expression, flow: Flow, target: Type): boolean {
    const type = this.compiler.resolver.resolveExpression(value, flow, target, ReportMode.Swallow);
    return !type || type.isNullableReference;
  }

  /** The left side of `??`: a chain knows what to take where it ends early. */
  private left(left: Expression, right: Expression, wanted: Type): ExpressionRef {
    let inner = left;
    while (inner.kind === NodeKind.Parenthesized) inner = (inner as ParenthesizedExpression).expression;
    const syntax = this.session.optionals.get(inner);
    if (syntax?.kind === "bind") return this.bind(inner as CommaExpression, syntax, wanted, right);
    return this.compiler.compileExpression(left, wanted);
  }

  /** `right`, where a name stands for `left`. */
  bind(
    node: CommaExpression,
    { name, isOptional }: Binding,
    wanted: Type,
    otherwise: Expression | null,
  ): ExpressionRef {
    const { compiler } = this;
    const { module, currentFlow: flow } = compiler;
    const [left, right] = node.expressions as [Expression, Expression];
    const leftCode = compiler.compileExpression(left, Type.auto);
    const leftType = compiler.currentType;
    const mayEnd = isOptional && leftType.isNullableReference;
    const local = flow.getTempLocal(leftType);
    const rightFlow = mayEnd ? flow.forkThen(leftCode) : flow.fork();
    rightFlow.addScopedAlias(name, mayEnd ? leftType.nonNullableType : leftType, local.index);
    rightFlow.setLocalFlag(local.index, LocalFlags.Initialized);
    const rightCode = this.within(rightFlow, right, wanted);
    const rightType = compiler.currentType;
    if (!mayEnd) {
      flow.inherit(rightFlow);
      const keep = module.local_set(local.index, leftCode, leftType.isManaged);
      return module.block(null, [keep, rightCode], rightType.toRef());
    }
    const isThere = module.local_tee(local.index, leftCode, leftType.isManaged);
    return this.endEarly(node, isThere, rightCode, rightFlow, wanted, otherwise);
  }

  /** A chain whose value is that of `code`, unless it ends before. */
  private endEarly(
    node: CommaExpression,
    isThere: ExpressionRef,
    code: ExpressionRef,
    codeFlow: Flow,
    wanted: Type,
    otherwise: Expression | null,
  ): ExpressionRef {
    const { compiler } = this;
    const { module, currentFlow: flow, currentType: type } = compiler;
    const join = (otherCode: ExpressionRef, common: Type, otherFlow = flow.fork()): ExpressionRef => {
      const value = compiler.convertExpression(code, type, common, false, node);
      flow.inheritAlternatives(codeFlow, otherFlow);
      compiler.currentType = common;
      const result = module.if(isThere, value, otherCode);
      flow.noteThen(result, codeFlow);
      return result;
    };
    if (type === Type.void) return join(0, type);
    if (type.isReference) {
      const nullable = type.asNullable();
      return join(compiler.makeZero(nullable), nullable);
    }
    if (otherwise) {
      const otherFlow = flow.fork();
      const otherCode = this.within(otherFlow, otherwise, wanted === Type.auto ? type : wanted);
      const otherType = compiler.currentType;
      const common = this.commonType(type, otherType, wanted, otherwise);
      if (!common) return module.unreachable();
      return join(compiler.convertExpression(otherCode, otherType, common, false, otherwise), common, otherFlow);
    }
    if (type === Type.bool && wanted === Type.bool) return join(module.i32(0), type); // in a condition
    const text = node.range.toString();
    const message = `'${text}' has no value where the chain ends early, and '${type.toString()}' has no null. Say what it is then: '${text} ?? ...'.`;
    reportError(compiler, node.range, message);
    return module.unreachable();
  }

  private commonType(left: Type, right: Type, wanted: Type, node: Expression): Type | null {
    const { compiler } = this;
    const common = Type.commonType(left, right, wanted);
    if (!common) {
      const [from, to] = [right.toString(), left.toString()];
      compiler.error(DiagnosticCode.Type_0_is_not_assignable_to_type_1, node.range, from, to);
      compiler.currentType = wanted;
    }
    return common;
  }
}
