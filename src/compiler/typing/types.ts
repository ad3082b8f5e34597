// Types that AssemblyScript lacks and promises need.
//
//   Awaited<T>     as in TypeScript: what awaiting a `T` gives
//   ListOf<T>      `T[]`, or void where `T` is: what `Promise.all` of promises of `T` gives
//   (value: void) => R    where a type parameter stands for void: the same as `() => R`
import {
  type Class,
  type Element,
  type Flow,
  type FunctionTypeNode,
  type NamedTypeNode,
  Node,
  type Program,
  Resolver,
  Type,
} from "assemblyscript";
import { NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";

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

export function installTypes(): void {
  hook<ResolveType<NamedTypeNode>>(
    Resolver,
    "resolveNamedType",
    3,
    (original) =>
      function (node, flow, ctxElement, ctxTypes = null, reportMode = ReportMode.Report) {
        const [argument] = node.typeArguments ?? [];
        const name = node.name.next ? "" : node.name.identifier.text;
        if (!argument || (name !== "Awaited" && name !== "ListOf") || !sessionOf(this)) {
          return original.call(this, node, flow, ctxElement, ctxTypes, reportMode);
        }
        const type = this.resolveType(argument, flow, ctxElement, ctxTypes, reportMode);
        if (!type) return null;
        if (name === "Awaited") return awaitedType(this.program, type);
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
          const present = node.parameters.filter(
            ({ type }) =>
              type.kind !== NodeKind.NamedType ||
              ctxTypes.get((type as NamedTypeNode).name.identifier.text) !== Type.void,
          );
          if (present.length < node.parameters.length) {
            const { returnType, explicitThisType, isNullable, range } = node;
            node = Node.createFunctionType(present, returnType, explicitThisType, isNullable, range);
          }
        }
        return original.call(this, node, flow, ctxElement, ctxTypes, reportMode);
      },
  );
}
