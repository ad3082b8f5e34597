// What loops step through: `__Iterated<I>` is the type of the values of an `I`.
import type { Class, Program, Type } from "assemblyscript";
import { isIndexed } from "../iteration/indexed.js";
import { wellKnown } from "../syntax/symbols.js";
import { awaitedType } from "./types.js";

/** The type of the values of an iterable; null of what has no values of one type. */
export function iteratedType(program: Program, type: Type): Type | null {
  const cls = type.getClass();
  if (!cls) return null;
  const start = cls.getMethod(wellKnown.asyncIterator) ?? cls.getMethod(wellKnown.iterator);
  if (start) {
    const next = start.signature.returnType.getClass()?.getMethod("next");
    const result = next && awaitedType(program, next.signature.returnType);
    return argumentOf(program, result?.getClass() ?? null, "IteratorResult");
  }
  if (isIndexed(program, type)) return cls.getArrayValueType();
  if (cls === program.stringInstance) return type;
  return argumentOf(program, cls, "Set");
}

/** The type argument of a class, or of one that it extends. */
function argumentOf(program: Program, cls: Class | null, name: string): Type | null {
  for (let at = cls; at; at = at.base) {
    if (at.prototype === program.lookup(name)) return at.typeArguments?.[0] ?? null;
  }
  return null;
}
