// Inference of type arguments from callbacks: `promise.then((value) => value.length)`.
//
// The stock compiler infers type arguments from a function only if all its types are written out, and never void. Here a
// callback takes the types of its parameters from the callee, and its result from its body.
import {
  type CallExpression,
  type Class,
  type ClassPrototype,
  type Expression,
  type Flow,
  type FunctionExpression,
  type FunctionPrototype,
  type FunctionTypeNode,
  type IdentifierExpression,
  isTypeOmitted,
  type ParenthesizedExpression,
  Resolver,
  Type,
  type TypeNode,
  type TypeParameterNode,
} from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { ElementKind, LocalFlags, NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";
import { isAwait } from "../syntax/async.js";
import { functionType } from "./omitted.js";
import { promisedType } from "./types.js";

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
          const [operand] = node.args as [Expression];
          const type = this.resolveExpression(operand, flow, Type.auto, reportMode);
          if (type?.isNullableReference && promisedType(this.program, type)) {
            if (isKnown(operand, flow)) return [type.nonNullableType];
            const message = "The promise may be null: await it where it is known not to be.";
            if (reportMode === ReportMode.Report) reportError(this, operand.range, message);
            return null;
          }
          if (type === Type.void) return [promiseOfVoid(this)];
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

/** What an await of nothing awaits (see operands.ts). */
function promiseOfVoid(resolver: Resolver): Type {
  const prototype = resolver.program.lookup("Promise") as ClassPrototype;
  return (resolver.resolveClass(prototype, [Type.void]) as Class).type;
}

/** Whether an expression is a variable that is known not to be null. */
function isKnown(expression: Expression, flow: Flow): boolean {
  while (expression.kind === NodeKind.Parenthesized) {
    ({ expression } = expression as ParenthesizedExpression);
  }
  if (expression.kind !== NodeKind.Identifier) return false;
  const local = flow.lookupLocal((expression as IdentifierExpression).text);
  return local !== null && flow.isLocalFlag(local.index, LocalFlags.NonNull, false);
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
  return isTypeOmitted(signature.returnType) || signature.parameters.some(({ type }) => isTypeOmitted(type));
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
  const resolve = (type: TypeNode) => resolver.resolveType(type, flow, prototype, types, ReportMode.Swallow);
  const expected = wanted.kind === NodeKind.FunctionType ? (wanted as FunctionTypeNode).parameters : [];
  const present = expected.filter(({ type }) => resolve(type) !== Type.void);
  const given = (i: number): Type | null => {
    const parameter = present[i];
    return parameter ? resolve(parameter.type) : null;
  };
  return functionType(resolver, session, callback, given, types, flow);
}
