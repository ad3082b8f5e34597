// Types that do not cross, wherever they stand in a function's types.

import type { FunctionType, Interface, ValueType } from "../../interface/description.js";
import { nameOfType } from "../../interface/names.js";

/** A type of a function that does not cross, if it has one. */
export function foreignType({ parameters, result }: FunctionType, description: Interface): string | undefined {
  for (const { name, type } of parameters) {
    const found = foreignIn(type, description);
    if (found) return `parameter ${name}, of the type ${found}`;
  }
  const found = foreignIn(result, description);
  return found && `result, of the type ${found}`;
}

function foreignIn(type: ValueType, description: Interface, seen = new Set<number>()): string | undefined {
  if (typeof type === "string") return undefined;
  if ("unknown" in type) return nameOfType(type, description);
  const cls = description.classes[type.class];
  if (!cls) return "class that is not described";
  if (seen.has(type.class)) return undefined;
  seen.add(type.class);
  if ("element" in cls) return foreignIn(cls.element, description, seen);
  if (cls.kind !== "record") return undefined;
  for (const field of cls.fields) {
    const found = foreignIn(field.type, description, seen);
    if (found) return found;
  }
  return undefined;
}
