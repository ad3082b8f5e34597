// What the resolver of the stock compiler cannot tell: the type of `super` in an arrow function, and of `f.call(...)`.
import {
  type CallExpression,
  type Class,
  type Element,
  type Flow,
  type Node,
  type PropertyAccessExpression,
  Resolver,
  Type,
} from "assemblyscript";
import { ElementKind, NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";

export function installResolution(): void {
  hook<(this: Resolver, node: Node, flow: Flow, ...rest: unknown[]) => Element | null>(
    Resolver,
    "lookupSuperExpression",
    2,
    (original) =>
      function (node, flow, ...rest) {
        const base = sessionOf(this) && baseOfCaptured(flow);
        if (!base) return original.call(this, node, flow, ...rest);
        this.currentThisExpression = null;
        this.currentElementExpression = null;
        return base;
      },
  );

  hook<(this: Resolver, node: CallExpression, flow: Flow, ...rest: unknown[]) => Type | null>(
    Resolver,
    "resolveCallExpression",
    2,
    (original) =>
      function (node, flow, ...rest) {
        const result = sessionOf(this) && resultOfCall(this, node, flow);
        return result || original.call(this, node, flow, ...rest);
      },
  );
}

/** The base class that `super` means in an arrow function, which has captured `this`. */
export function baseOfCaptured(flow: Flow): Class | null {
  const { parent, signature } = flow.sourceFunction;
  if (parent.kind !== ElementKind.Function || signature.thisType) return null;
  return flow.lookupLocal("this")?.type.getClass()?.base ?? null;
}

/** The type of `f.call(...)` where `f` is a function. */
function resultOfCall(resolver: Resolver, { expression }: CallExpression, flow: Flow): Type | null {
  if (expression.kind !== NodeKind.PropertyAccess) return null;
  const { expression: callee, property } = expression as PropertyAccessExpression;
  if (property.text !== "call") return null;
  return resolver.resolveExpression(callee, flow, Type.auto, ReportMode.Swallow)?.getSignature()?.returnType ?? null;
}
