// Inference of type arguments from callbacks: `promise.then((value) => value.length)`.
//
// The stock compiler infers type arguments from a function only if all its types are written out, and never void. Here a
// callback takes the types of its parameters from the callee, and its result from its body: an expression's type, or
// that of the first `return` with a value, or void.
import {
  type CallExpression,
  type Class,
  type Expression,
  type ExpressionStatement,
  type Flow,
  type FunctionExpression,
  type FunctionPrototype,
  type FunctionTypeNode,
  Node,
  Resolver,
  type ReturnStatement,
  Signature,
  Type,
  type TypeNode,
  type TypeParameterNode,
  type VariableDeclaration,
} from "assemblyscript";
import { ArrowKind, ElementKind, NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";
import { isAwait } from "../syntax/async.js";
import { awaitedType } from "./types.js";

type Infer = (
  this: Resolver,
  node: Expression,
  prototype: FunctionPrototype,
  typeParameters: TypeParameterNode[] | null,
  flow: Flow,
  reportMode?: number,
) => Type[] | null;

interface Internals {
  propagateInferredGenericTypes(
    node: TypeNode,
    type: Type,
    element: FunctionPrototype,
    types: Map<string, Type>,
    names: Set<string>,
  ): void;
}

export function installInference(): void {
  hook<Infer>(
    Resolver,
    "inferGenericTypeArguments",
    4,
    (original) =>
      function (node, prototype, typeParameters, flow, reportMode = ReportMode.Report) {
        const session = sessionOf(this);
        if (session && isAwait(node)) {
          const { length } = this.diagnostics;
          const type = this.resolveExpression(node.args[0] as Expression, flow, Type.auto, reportMode);
          if (type) return [type];
          if (this.diagnostics.length > length) return null; // what is wrong has been said, about the operand
        }
        const types =
          session && typeParameters && node.kind === NodeKind.Call
            ? inferFromCallbacks(this, session, (node as CallExpression).args, prototype, typeParameters, flow)
            : null;
        return types ?? original.call(this, node, prototype, typeParameters, flow, reportMode);
      },
  );
}

/** Type arguments of a call with callbacks; null if there are none, or they cannot be inferred. */
function inferFromCallbacks(
  resolver: Resolver,
  session: Session,
  args: Expression[],
  prototype: FunctionPrototype,
  typeParameters: TypeParameterNode[],
  flow: Flow,
): Type[] | null {
  const parameters = prototype.functionTypeNode.parameters;
  if (!args.some((arg, i) => parameters[i]?.type.kind === NodeKind.FunctionType || isPartial(arg))) return null;
  const { parent } = prototype;
  const types = new Map(flow.contextualTypeArguments ?? []);
  if (parent.kind === ElementKind.Class) {
    for (const [name, type] of (parent as Class).contextualTypeArguments ?? []) types.set(name, type);
  }
  const names = new Set(typeParameters.map((parameter) => parameter.name.text));
  for (const name of names) types.set(name, Type.auto);
  const internals = resolver as unknown as Internals;
  // callbacks last: what the other arguments tell may be what they need
  const order = args.map((_, i) => i).sort((a, b) => Number(isPartial(args[a])) - Number(isPartial(args[b])) || a - b);
  for (const i of order) {
    const arg = args[i] as Expression;
    const wanted = parameters[i]?.type;
    if (!wanted?.hasGenericComponent(typeParameters)) continue;
    const type = isPartial(arg)
      ? callbackType(resolver, session, arg as FunctionExpression, wanted, prototype, types, flow)
      : resolver.resolveExpression(arg, flow, Type.auto, ReportMode.Swallow);
    if (!type) continue;
    internals.propagateInferredGenericTypes(wanted, type, prototype, types, names);
    bindVoid(wanted, type, types, names);
  }
  const inferred = typeParameters.map((parameter) => types.get(parameter.name.text) as Type);
  return inferred.includes(Type.auto) ? null : inferred;
}

/** Whether an argument is a function expression that leaves types out. */
function isPartial(arg: Expression | undefined): boolean {
  if (arg?.kind !== NodeKind.Function) return false;
  const { signature } = (arg as FunctionExpression).declaration;
  return isOmitted(signature.returnType) || signature.parameters.some(({ type }) => isOmitted(type));
}

function isOmitted(type: TypeNode): boolean {
  return (
    type.kind === NodeKind.NamedType &&
    (type as unknown as { name: { identifier: { text: string } } }).name.identifier.text === ""
  );
}

/** The stock compiler does not bind a type parameter to void. */
function bindVoid(wanted: TypeNode, type: Type, types: Map<string, Type>, names: Set<string>): void {
  if (wanted.kind !== NodeKind.FunctionType || type.getSignature()?.returnType !== Type.void) return;
  const result = (wanted as FunctionTypeNode).returnType as unknown as { name?: { identifier: { text: string } } };
  const name = result.name?.identifier.text ?? "";
  if (names.has(name) && types.get(name) === Type.auto) types.set(name, Type.void);
}

/** The type of a callback, given that of the parameter it is passed for. */
function callbackType(
  resolver: Resolver,
  session: Session,
  callback: FunctionExpression,
  wanted: TypeNode,
  prototype: FunctionPrototype,
  types: Map<string, Type>,
  flow: Flow,
): Type | null {
  const { signature, body, arrowKind } = callback.declaration;
  const inner = flow.fork();
  const parameterTypes: Type[] = [];
  const expected = wanted.kind === NodeKind.FunctionType ? (wanted as FunctionTypeNode).parameters : [];
  const present = expected.filter(({ type }) => resolve(type, prototype) !== Type.void);
  for (const [i, parameter] of signature.parameters.entries()) {
    const outer = present[i];
    const type = isOmitted(parameter.type)
      ? outer && resolve(outer.type, prototype)
      : resolve(parameter.type, flow.sourceFunction);
    if (!type || type === Type.auto) return null;
    parameterTypes.push(type);
    inner.addScopedDummyLocal(parameter.name.text, type, parameter);
  }
  let result: Type | null;
  if (!isOmitted(signature.returnType)) result = resolve(signature.returnType, flow.sourceFunction);
  else if (!body) return null;
  else if (arrowKind !== ArrowKind.None && body.kind === NodeKind.Expression) {
    result = resolver.resolveExpression((body as ExpressionStatement).expression, inner, Type.auto, ReportMode.Swallow);
  } else result = returnedType(resolver, body, inner) ?? Type.void;
  if (result && session.kindOf(callback.declaration) === "async" && isOmitted(signature.returnType)) {
    const promise = session.program.lookup("Promise") as never;
    result = resolver.resolveClass(promise, [awaitedType(session.program, result)])?.type ?? null;
  }
  return result && Signature.create(session.program, parameterTypes, result, null, parameterTypes.length).type;

  function resolve(type: TypeNode, element: Parameters<Resolver["resolveType"]>[2]): Type | null {
    return resolver.resolveType(type, flow, element, types, ReportMode.Swallow);
  }
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
