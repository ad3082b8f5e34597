// Function expressions that leave types out: `const load = async (key: string) => { ... return await read(key); }`. The
// stock compiler takes what is missing from what is expected of the function, if anything is. Here the result also follows
// from the body: an expression's type, or that of the first `return` with a value, or void.
import {
  Compiler,
  type ExpressionRef,
  type ExpressionStatement,
  type Flow,
  type FunctionExpression,
  isTypeOmitted,
  Node,
  Resolver,
  type ReturnStatement,
  Signature,
  Type,
  type TypeNode,
  type VariableDeclaration,
} from "assemblyscript";
import { ArrowKind, NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";
import { awaitedType } from "./types.js";

export function installOmittedTypes(): void {
  hook<(this: Compiler, expression: FunctionExpression, type: Type, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "compileFunctionExpression",
    3,
    (original) =>
      function (expression, type, ...rest) {
        const session = sessionOf(this);
        const inferred = session && ownType(this.resolver, session, expression, this.currentFlow, type);
        return original.call(this, expression, inferred ?? type, ...rest);
      },
  );

  hook<(this: Resolver, expression: FunctionExpression, flow: Flow, type: Type, ...rest: unknown[]) => Type | null>(
    Resolver,
    "resolveFunctionExpression",
    3,
    (original) =>
      function (expression, flow, type, ...rest) {
        const session = sessionOf(this);
        const inferred = session && ownType(this, session, expression, flow, type);
        return inferred ?? original.call(this, expression, flow, type, ...rest);
      },
  );
}

/** The type of a function whose result is left out, where nothing is expected of it. */
function ownType(
  resolver: Resolver,
  session: Session,
  expression: FunctionExpression,
  flow: Flow,
  expected: Type,
): Type | null {
  if (expected.signatureReference || !isTypeOmitted(expression.declaration.signature.returnType)) return null;
  return functionType(resolver, session, expression, () => null, flow.contextualTypeArguments, flow);
}

/**
 * The type of a function expression.
 * @param expected the type that is expected of a parameter
 * @param types what type parameters around it stand for
 */
export function functionType(
  resolver: Resolver,
  session: Session,
  { declaration }: FunctionExpression,
  expected: (parameter: number) => Type | null,
  types: Map<string, Type> | null,
  flow: Flow,
): Type | null {
  const { signature, body, arrowKind } = declaration;
  const resolve = (type: TypeNode) => resolver.resolveType(type, flow, flow.sourceFunction, types, ReportMode.Swallow);
  const inner = flow.fork();
  const parameterTypes: Type[] = [];
  for (const [i, parameter] of signature.parameters.entries()) {
    const type = isTypeOmitted(parameter.type) ? expected(i) : resolve(parameter.type);
    if (!type || type === Type.auto) return null;
    parameterTypes.push(type);
    inner.addScopedDummyLocal(parameter.name.text, type, parameter);
  }
  let result: Type | null;
  if (!isTypeOmitted(signature.returnType)) result = resolve(signature.returnType);
  else if (!body) return null;
  else if (arrowKind !== ArrowKind.None && body.kind === NodeKind.Expression) {
    result = resolver.resolveExpression((body as ExpressionStatement).expression, inner, Type.auto, ReportMode.Swallow);
  } else result = returnedType(resolver, body, inner) ?? Type.void;
  if (result && session.kindOf(declaration) === "async" && isTypeOmitted(signature.returnType)) {
    const promise = session.program.lookup("Promise") as never;
    result = resolver.resolveClass(promise, [awaitedType(session.program, result)])?.type ?? null;
  }
  return result && Signature.create(session.program, parameterTypes, result, null, parameterTypes.length).type;
}

/** Type of the first `return` with a value. Variables that are declared on the way there are known. */
function returnedType(resolver: Resolver, node: Node, flow: Flow): Type | null {
  switch (node.kind) {
    case NodeKind.Return: {
      const { value } = node as ReturnStatement;
      return value && resolver.resolveExpression(value, flow, Type.auto, ReportMode.Swallow);
    }
    case NodeKind.Function:
    case NodeKind.FunctionDeclaration:
    case NodeKind.ClassDeclaration:
      return null;
    case NodeKind.VariableDeclaration: {
      const { name, type, initializer } = node as VariableDeclaration;
      const declared = type
        ? resolver.resolveType(type, flow, flow.sourceFunction, flow.contextualTypeArguments, ReportMode.Swallow)
        : initializer && resolver.resolveExpression(initializer, flow, Type.auto, ReportMode.Swallow);
      if (declared) flow.addScopedDummyLocal(name.text, declared, node);
      return null;
    }
  }
  const inner = node.kind === NodeKind.Block || node.kind === NodeKind.For ? flow.fork() : flow;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!(child instanceof Node)) continue;
      const type = returnedType(resolver, child, inner);
      if (type) return type;
    }
  }
  return null;
}
