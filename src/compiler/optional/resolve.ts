// The types of `a?.b` and `a ?? b`, where the compiler asks for them before it compiles.
import { type CommaExpression, type Element, type Expression, type Flow, Resolver, Type } from "assemblyscript";
import { ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";
import type { OptionalSyntax } from "../syntax/optional.js";

type Resolve<R> = (this: Resolver, node: CommaExpression, flow: Flow, wanted?: Type, reportMode?: number) => R | null;

export function installOptionalTypes(): void {
  hook<Resolve<Type>>(
    Resolver,
    "resolveCommaExpression",
    2,
    (original) =>
      function (node, flow, wanted = Type.auto, reportMode = ReportMode.Report) {
        const syntax = sessionOf(this)?.optionals.get(node);
        return syntax
          ? resolve(this, node, syntax, flow, wanted, reportMode)
          : original.call(this, node, flow, wanted, reportMode);
      },
  );

  hook<Resolve<Element>>(
    Resolver,
    "lookupCommaExpression",
    2,
    (original) =>
      function (node, flow, wanted = Type.auto, reportMode = ReportMode.Report) {
        const syntax = sessionOf(this)?.optionals.get(node);
        if (!syntax) return original.call(this, node, flow, wanted, reportMode);
        const type = resolve(this, node, syntax, flow, wanted, reportMode);
        return type && this.getElementOfType(type);
      },
  );
}

function resolve(
  resolver: Resolver,
  { expressions }: CommaExpression,
  syntax: OptionalSyntax,
  flow: Flow,
  wanted: Type,
  reportMode: number,
): Type | null {
  const [left, right] = expressions as [Expression, Expression];
  if (syntax.kind === "coalesce") {
    const type = resolver.resolveExpression(left, flow, wanted, reportMode);
    if (!type?.isNullableReference) return type;
    const other = resolver.resolveExpression(right, flow, type.nonNullableType, reportMode);
    return other && Type.commonType(type.nonNullableType, other, wanted);
  }
  const type = resolver.resolveExpression(left, flow, Type.auto, reportMode);
  if (!type) return null;
  const mayEnd = syntax.isOptional && type.isNullableReference;
  const inner = flow.fork();
  inner.addScopedDummyLocal(syntax.name, mayEnd ? type.nonNullableType : type, left);
  const result = resolver.resolveExpression(right, inner, wanted, reportMode);
  return mayEnd && result?.isReference ? result.asNullable() : result;
}
