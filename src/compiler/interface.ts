// What the module tells JavaScript of its exports and imports: the custom section that `src/interface/description.ts` draws,
// in modules for targets that JavaScript embeds.
//
// What crosses needs the runtime's functions (`__new`, ...) for objects that go into the module: they are exported where a
// signature has such.
import {
  type Class,
  Compiler,
  type Element,
  type File,
  type Function as Fn,
  type FunctionPrototype,
  type Program,
  type Property,
  type PropertyPrototype,
  Source,
  type Type,
} from "assemblyscript";
import type {
  ClassType,
  ErrorLayout,
  Field,
  FunctionType,
  Interface,
  NumberType,
  ValueType,
} from "../interface/description.js";
import { NUMBERS, SECTION, TYPED_ARRAYS, VERSION } from "../interface/description.js";
import { CommonFlags, ElementKind, SourceKind } from "./enums.js";
import { describesItself, OWN_ENTRY } from "./exports.js";
import { hook } from "./hooks.js";
import { promisedType } from "./typing/types.js";

type TypedArrayName = (typeof TYPED_ARRAYS)[number];

/** Exports the runtime's functions where what crosses needs them. */
export function installInterface(): void {
  hook<(this: Compiler, file: File) => void>(
    Compiler,
    "compileModuleExports",
    1,
    (original) =>
      function (file) {
        original.call(this, file);
        const { options } = this.program;
        if (!describesItself(this.program) || options.exportRuntime) return;
        options.exportRuntime = new Describer(this.program).needsRuntime();
      },
  );
}

/** Writes the section. Runs once everything is compiled. */
export function describeInterface({ program, module }: Compiler): void {
  if (!describesItself(program)) return;
  const text = JSON.stringify(new Describer(program).describe());
  module.addCustomSection(SECTION, new TextEncoder().encode(text));
}

class Describer {
  private readonly classes: ClassType[] = [];
  private readonly indices = new Map<Class, number>();

  constructor(private readonly program: Program) {}

  describe(): Interface {
    const exports = Object.fromEntries(
      exportedFunctions(this.program).map(([name, fn]) => [name, this.functionType(fn)]),
    );
    const imports: Record<string, Record<string, FunctionType>> = {};
    for (const [module, name, fn] of this.imported()) {
      imports[module] ??= {};
      imports[module][name] = this.functionType(fn);
    }
    const error = this.errorLayout();
    return { version: VERSION, exports, imports, classes: this.classes, ...(error && { error }) };
  }

  /** Whether the runtime's functions are needed: objects are made for the module, or arrays read. */
  needsRuntime(): boolean {
    const { exports, imports, classes } = this.describe();
    const isObject = (type: ValueType) => typeof type === "object" && "class" in type;
    return (
      classes.some(({ kind }) => kind === "array" || kind === "static array") ||
      Object.values(exports).some(({ parameters }) => parameters.some(({ type }) => isObject(type))) ||
      Object.values(imports).some((functions) =>
        Object.values(functions).some(({ result, isAsync }) => isAsync || isObject(result)),
      )
    );
  }

  /** Functions of the host that are called; those of WASI are no matter of JavaScript. */
  private imported(): [module: string, name: string, fn: Fn][] {
    return [...this.program.moduleImports].flatMap(([module, elements]) =>
      [...elements].flatMap(([name, element]): [string, string, Fn][] =>
        element.kind === ElementKind.Function && !module.startsWith("wasi_") ? [[module, name, element as Fn]] : [],
      ),
    );
  }

  private functionType(fn: Fn): FunctionType {
    const { parameterTypes, requiredParameters, returnType } = fn.signature;
    const promised = promisedType(this.program, returnType);
    return {
      parameters: parameterTypes.map((type, i) => ({ name: fn.getParameterName(i), type: this.valueType(type) })),
      required: requiredParameters,
      result: this.valueType(promised ?? returnType),
      isAsync: promised !== null,
    };
  }

  private valueType(type: Type): ValueType {
    const name = type
      .toString()
      .replace(/[^<>,/]*\//g, "")
      .replace(/\bString\b/g, "string");
    if (name === "void" || name === "bool") return name;
    if (!type.isReference) {
      const number = { isize: "i32", usize: "u32" }[name] ?? name;
      return NUMBERS.includes(number as NumberType) ? (number as NumberType) : { unknown: name };
    }
    const index = this.classIndex(type);
    if (index < 0) return { unknown: name };
    return { class: index, ...(type.isNullableReference && { nullable: true }) };
  }

  private classIndex(type: Type): number {
    const cls = type.getClass();
    const kind = cls && this.kindOf(cls);
    if (!cls || !kind) return -1;
    let index = this.indices.get(cls);
    if (index === undefined) {
      index = this.classes.push({ kind: "error", ids: [] }) - 1; // its fields may come back to it
      this.indices.set(cls, index);
      this.classes[index] = this.classType(cls, kind);
    }
    return index;
  }

  private kindOf(cls: Class): ClassType["kind"] | null {
    const { program } = this;
    if (!cls.type.isManaged || cls.kind !== ElementKind.Class) return null;
    if (cls === program.stringInstance) return "string";
    if (cls === program.arrayBufferInstance) return "buffer";
    if (cls.prototype === program.arrayPrototype) return "array";
    if (cls.prototype === program.staticArrayPrototype) return "static array";
    if (TYPED_ARRAYS.includes(cls.name as TypedArrayName) && cls.prototype === program.lookup(cls.name)) {
      return "typed array";
    }
    if (isError(program, cls)) return "error";
    return isRecord(cls) ? "record" : null;
  }

  private classType(cls: Class, kind: ClassType["kind"]): ClassType {
    const ids = this.idsOf(cls);
    switch (kind) {
      case "typed array":
        return { kind, ids, name: cls.name as TypedArrayName };
      case "array":
      case "static array":
        return { kind, ids, element: this.valueType(cls.getArrayValueType()) };
      case "record":
        return { kind, ids, name: cls.name, size: cls.nextMemoryOffset, fields: this.fieldsOf(cls) };
      default:
        return { kind, ids };
    }
  }

  private fieldsOf(cls: Class): Field[] {
    return fieldsOf(cls).map(({ name, type, memoryOffset }) => ({
      name,
      type: this.valueType(type),
      offset: memoryOffset,
    }));
  }

  private idsOf(cls: Class): number[] {
    return [cls.id, ...[...(cls.extenders ?? [])].map(({ id }) => id)];
  }

  private errorLayout(): ErrorLayout | null {
    const { program } = this;
    const cls = [...program.managedClasses.values()].find(({ prototype }) => prototype === program.lookup("Error"));
    if (!cls) return null;
    const offsets = Object.fromEntries(fieldsOf(cls).map(({ name, memoryOffset }) => [name, memoryOffset]));
    const codes = [cls, ...(cls.extenders ?? [])].flatMap((error) => {
      const code = fieldsOf(error).find(({ name, type }) => name === "code" && type === program.stringInstance.type);
      return code ? [[error.id, code.memoryOffset]] : [];
    });
    const standard = [...(cls.extenders ?? [])].filter(({ internalName }) => /^~lib\/error\/\w+$/.test(internalName));
    return {
      ids: this.idsOf(cls),
      standard: Object.fromEntries(standard.map(({ name, id }) => [name, id])),
      size: cls.nextMemoryOffset,
      ...(offsets as Pick<ErrorLayout, "message" | "name" | "stack" | "cause">),
      codes: Object.fromEntries(codes),
    };
  }
}

/** The functions that the user's entry files export, by the names of their exports. */
export function exportedFunctions(program: Program): [name: string, fn: Fn][] {
  const found: [string, Fn][] = [];
  const visit = ({ exports, exportsStar }: File): void => {
    for (const [name, element] of exports ?? []) {
      const fn = functionOf(element);
      if (fn?.is(CommonFlags.Compiled)) found.push([name, fn]);
    }
    exportsStar?.forEach(visit);
  };
  for (const file of program.filesByName.values()) {
    const { sourceKind, normalizedPath } = file.source;
    if (sourceKind === SourceKind.UserEntry && normalizedPath !== OWN_ENTRY) visit(file);
  }
  return found;
}

/** The function that an entry file exports. */
function functionOf(element: Element): Fn | null {
  if (element.kind === ElementKind.Function) return element as Fn;
  if (element.kind !== ElementKind.FunctionPrototype) return null;
  const instances = (element as FunctionPrototype).instances;
  return instances?.size === 1 ? ([...instances.values()][0] ?? null) : null;
}

/** The fields of a class, with those that it inherits. */
function fieldsOf(cls: Class): Property[] {
  const fields: Property[] = [];
  for (const member of cls.members?.values() ?? []) {
    const property = member.kind === ElementKind.PropertyPrototype ? (member as PropertyPrototype).instance : member;
    if (property?.kind === ElementKind.Property && (property as Property).isField) fields.push(property as Property);
  }
  return fields;
}

function isError(program: Program, cls: Class | null): boolean {
  const prototype = program.lookup("Error");
  for (let at = cls; at; at = at.base) if (at.prototype === prototype) return true;
  return false;
}

/**
 * Whether a class is nothing but its fields, as asc's own bindings have it: it extends nothing, has no constructor of its
 * own, and all of it is public.
 */
function isRecord(cls: Class): boolean {
  if (cls.base && !cls.prototype.implicitlyExtendsObject) return false;
  return [...(cls.members?.values() ?? [])].every((member) => {
    const isGenerated = member.declaration.range === Source.native.range;
    return (
      !member.is(CommonFlags.Private) &&
      !member.is(CommonFlags.Protected) &&
      (!member.is(CommonFlags.Constructor) || isGenerated)
    );
  });
}
