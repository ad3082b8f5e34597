// Types that AssemblyScript lacks and promises need.
//
//   Awaited<T>     as in TypeScript: what awaiting a `T` gives
//   __Outcome<T>   what a promise of the type `T`, or a function of it, gives in the end
//   ListOf<T>      `T[]`, or void where `T` is: what `Promise.all` of promises of `T` gives
//   (value: void) => R    where a type parameter stands for void: the same as `() => R`; so are methods
//   __Same<A, B>   the type A if B is the same, else void
//   __Iterated<I>    see iterated.ts
//   __Yielded<R>, __Sent<R>, __Returned<R>, __Delegate<I, Y>    see generators.ts
import {
  type Class,
  type Element,
  type Flow,
  type Function as Fn,
  type FunctionDeclaration,
  type FunctionPrototype,
  type FunctionTypeNode,
  type NamedTypeNode,
  Node,
  type ParameterNode,
  type Program,
  Resolver,
  Signature,
  Type,
  type TypeNode,
} from "assemblyscript";
import { NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";
import { delegateType, generatorTypes, ITERATIONS, typeOfNothing } from "./generators.js";
import { iteratedType } from "./iterated.js";

const NAMES = new Set([
  "Awaited",
  "ListOf",
  "__Outcome",
  "__AsyncDelegate",
  "__Delegate",
  "__Returned",
  "__Iterated",
  "__Same",
  "__Yielded",
  "__Sent",
]);

type ResolveType<N> = (
  this: Resolver,
  node: N,
  flow: Flow | null,
  ctxElement: Element,
  ctxTypes?: Map<string, Type> | null,
  reportMode?: number,
) => Type | null;

/** The class of the library's promises. */
function promisePrototype(program: Program): Element | null {
  return program.lookup("Promise");
}

/** The value type of a promise type; null for other types. */
export function promisedType(program: Program, type: Type): Type | null {
  const prototype = promisePrototype(program);
  for (let cls: Class | null = type.getClass(); cls; cls = cls.base) {
    if (cls.prototype === prototype) return cls.typeArguments?.[0] ?? null;
  }
  return null;
}

/** What awaiting a value of a type gives. */
export function awaitedType(program: Program, type: Type): Type {
  const promised = promisedType(program, type);
  return promised ? awaitedType(program, promised) : type;
}

type ResolveFunction = (
  this: Resolver,
  prototype: FunctionPrototype,
  typeArguments: Type[] | null,
  ctxTypes?: Map<string, Type>,
  reportMode?: number,
) => Fn | null;

export function installTypes(): void {
  hook<ResolveType<NamedTypeNode>>(
    Resolver,
    "resolveNamedType",
    3,
    (original) =>
      function (node, flow, ctxElement, ctxTypes = null, reportMode = ReportMode.Report) {
        const [argument] = node.typeArguments ?? [];
        const name = node.name.next ? "" : node.name.identifier.text;
        if (!argument || !sessionOf(this)) return original.call(this, node, flow, ctxElement, ctxTypes, reportMode);
        if (!NAMES.has(name)) {
          if (
            ITERATIONS.has(name) &&
            this.resolveType(argument, flow, ctxElement, ctxTypes, ReportMode.Swallow) === Type.void
          ) {
            const rest = node.typeArguments?.slice(1) ?? [];
            node = Node.createNamedType(
              node.name,
              [typeOfNothing(argument.range), ...rest],
              node.isNullable,
              node.range,
            );
          }
          return original.call(this, node, flow, ctxElement, ctxTypes, reportMode);
        }
        const type = this.resolveType(argument, flow, ctxElement, ctxTypes, reportMode);
        if (!type) return null;
        if (name === "__Same") {
          const other = this.resolveType(node.typeArguments?.[1] as TypeNode, flow, ctxElement, ctxTypes, reportMode);
          return other === type ? type : Type.void;
        }
        if (name === "__Delegate" || name === "__AsyncDelegate") {
          const yielded = this.resolveType(node.typeArguments?.[1] as TypeNode, flow, ctxElement, ctxTypes, reportMode);
          return yielded && delegateType(this.program, type, yielded, name === "__AsyncDelegate");
        }
        if (name === "__Returned") return generatorTypes(this.program, type)?.returned ?? null;
        if (name === "Awaited") return awaitedType(this.program, type);
        if (name === "__Iterated") return iteratedType(this.program, type);
        if (name === "__Yielded") return generatorTypes(this.program, type)?.yielded ?? null;
        if (name === "__Sent") return generatorTypes(this.program, type)?.sent ?? null;
        if (name === "__Outcome") return awaitedType(this.program, type.getSignature()?.returnType ?? type);
        return type === Type.void ? type : (this.resolveClass(this.program.arrayPrototype, [type])?.type ?? null);
      },
  );

  hook<ResolveType<FunctionTypeNode>>(
    Resolver,
    "resolveFunctionType",
    3,
    (original) =>
      function (node, flow, ctxElement, ctxTypes = null, reportMode = ReportMode.Report) {
        if (ctxTypes && sessionOf(this)) {
          const present = presentParameters(node.parameters, ctxTypes);
          if (present.length < node.parameters.length) {
            const { returnType, explicitThisType, isNullable, range } = node;
            node = Node.createFunctionType(present, returnType, explicitThisType, isNullable, range);
          }
        }
        return original.call(this, node, flow, ctxElement, ctxTypes, reportMode);
      },
  );

  hook<ResolveFunction>(
    Resolver,
    "resolveFunction",
    2,
    (original) =>
      function (prototype, ...rest) {
        const types = sessionOf(this) && prototype.getBoundClassOrInterface()?.contextualTypeArguments;
        const { signature } = prototype.declaration as FunctionDeclaration;
        const all = signature.parameters;
        const present = types ? presentParameters(all, types) : all;
        if (present.length === all.length) return original.call(this, prototype, ...rest);
        try {
          signature.parameters = present;
          return original.call(this, prototype, ...rest);
        } finally {
          signature.parameters = all;
        }
      },
  );

  // The stock compiler can call overrides that have optional parameters more, but does not take them for overrides.
  hook<(this: Signature, target: Signature, isOverride?: boolean) => boolean>(
    Signature,
    "isAssignableTo",
    1,
    (original) =>
      function (target, isOverride = false) {
        if (original.call(this, target, isOverride)) return true;
        const { program, parameterTypes, returnType, thisType, requiredParameters, hasRest } = this;
        const { length } = target.parameterTypes;
        if (!isOverride || parameterTypes.length <= length || requiredParameters > length) return false;
        const first = parameterTypes.slice(0, length);
        const shorter = Signature.create(program, first, returnType, thisType, requiredParameters, hasRest);
        return sessionOf(program) !== undefined && original.call(shorter, target, isOverride);
      },
  );
}

/** The parameters but for those whose type is a type parameter that stands for void. */
function presentParameters(parameters: ParameterNode[], types: ReadonlyMap<string, Type>): ParameterNode[] {
  return parameters.filter(
    ({ type }) =>
      type.kind !== NodeKind.NamedType || types.get((type as NamedTypeNode).name.identifier.text) !== Type.void,
  );
}
