// Types as AssemblyScript spells them, for messages.

import type { ClassType, Interface, ValueType } from "./description.js";

export function nameOfType(type: ValueType, description: Interface): string {
  if (typeof type === "string") return type;
  if ("unknown" in type) return type.unknown;
  const cls = description.classes[type.class];
  const name = cls ? nameOfClass(cls, description) : "unknown";
  return type.nullable ? `${name} | null` : name;
}

export function nameOfClass(cls: ClassType, description: Interface): string {
  switch (cls.kind) {
    case "buffer":
      return "ArrayBuffer";
    case "error":
      return "Error";
    case "array":
      return `Array<${nameOfType(cls.element, description)}>`;
    case "static array":
      return `StaticArray<${nameOfType(cls.element, description)}>`;
    case "typed array":
    case "record":
    case "object":
      return cls.name;
    default:
      return cls.kind;
  }
}
