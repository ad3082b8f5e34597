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
  type Type,
} from "assemblyscript";
import type {
  ClassType,
  ErrorLayout,
  Field,
  FunctionType,
  Interface,
  NumberType,
  PropertyType,
  ValueType,
} from "../interface/description.js";
import { NUMBERS, SECTION, TYPED_ARRAYS, VERSION } from "../interface/description.js";
import { exportedClass, instanceOf, isRecord, methodsOf, propertiesOf } from "./classes.js";
import { CommonFlags, ElementKind, SourceKind } from "./enums.js";
import { describesItself, OWN_ENTRY } from "./exports.js";
import { hook } from "./hooks.js";
import { sessionOf } from "./session.js";
import { exportsOf } from "./target-exports.js";
import { promisedType } from "./typing/types.js";

type ObjectType = ClassType & { kind: "object" };
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
  /** Classes that cross by reference, and the names by which they are exported. */
  private readonly exported: ReadonlyMap<Class, string>;

  constructor(private readonly program: Program) {
    this.exported = new Map(exportedClasses(program).map(([name, cls]) => [cls, name]));
  }

  describe(): Interface {
    for (const { type } of this.exported.keys()) this.valueType(type);
    const functions = exportedFunctions(this.program).filter(([name]) => !name.includes("#"));
    const exports = Object.fromEntries(functions.map(([name, fn]) => [name, this.exportType(name, fn)]));
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
      classes.some(({ kind }) => kind === "array" || kind === "static array" || kind === "object") ||
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

  private exportType(name: string, fn: Fn): FunctionType {
    const throws = sessionOf(this.program)?.throws.exports.has(name);
    return { ...this.functionType(fn), ...(throws && { throws }) };
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
    if (this.exported.has(cls)) return "object";
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
      case "object":
        return { kind, ids, name: this.exported.get(cls) as string, ...this.membersOf(cls) };
      case "record":
        return { kind, ids, name: cls.name, size: cls.nextMemoryOffset, fields: this.fieldsOf(cls) };
      default:
        return { kind, ids };
    }
  }

  private membersOf(cls: Class): Pick<ObjectType, "construct" | "methods" | "properties"> {
    const methods = methodsOf(cls).flatMap((method): [string, FunctionType][] => {
      const fn = instanceOf(method);
      return fn ? [[method.name, this.exportType(`${this.exported.get(cls)}#${method.name}`, fn)]] : [];
    });
    const properties = propertiesOf(cls).map((property) => [property.name, this.propertyType(property)]);
    const { constructorInstance } = cls;
    return {
      construct:
        constructorInstance && !cls.is(CommonFlags.Abstract)
          ? this.exportType(`${this.exported.get(cls)}#constructor`, constructorInstance)
          : null,
      methods: Object.fromEntries(methods),
      properties: Object.fromEntries(properties),
    };
  }

  private propertyType(property: Property): PropertyType {
    const { prototype, isField } = property;
    if (isField) {
      const isReadonly = property.is(CommonFlags.Readonly);
      return { type: this.valueType(property.type), offset: property.memoryOffset, ...(isReadonly && { isReadonly }) };
    }
    const { getterPrototype, setterPrototype } = prototype;
    const getter = getterPrototype && instanceOf(getterPrototype)?.signature.returnType;
    const setter = setterPrototype && instanceOf(setterPrototype)?.signature.parameterTypes[0];
    const type = getter ?? setter;
    return { type: type ? this.valueType(type) : "void", ...(!setter && { isReadonly: true }) };
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

/** What the user's entry files export, and what of the target's is described, by name. */
function exportedElements(program: Program): [name: string, element: Element][] {
  const found: [string, Element][] = [];
  const visit = ({ exports, exportsStar }: File): void => {
    found.push(...(exports ?? []));
    exportsStar?.forEach(visit);
  };
  for (const file of program.filesByName.values()) {
    const { sourceKind, normalizedPath } = file.source;
    if (sourceKind === SourceKind.UserEntry && normalizedPath !== OWN_ENTRY) visit(file);
  }
  const own = program.filesByName.get(OWN_ENTRY.replace(".ts", ""))?.exports;
  for (const name of exportsOf(program).flatMap(({ described = [] }) => described)) {
    const element = own?.get(name);
    if (element) found.push([name, element]);
  }
  return found;
}

/** The functions among them, and the constructors and methods of classes. */
export function exportedFunctions(program: Program): [name: string, fn: Fn][] {
  const functions = exportedElements(program).flatMap(([name, element]): [string, Fn | null][] => {
    const cls = exportedClass(program, element);
    if (cls && isRecord(cls)) return [];
    if (cls) {
      const construct = cls.is(CommonFlags.Abstract) ? null : cls.constructorInstance;
      const methods = methodsOf(cls).map((method): [string, Fn | null] => [
        `${name}#${method.name}`,
        instanceOf(method),
      ]);
      return [[`${name}#constructor`, construct], ...methods];
    }
    return element.kind === ElementKind.FunctionPrototype ? [[name, instanceOf(element as FunctionPrototype)]] : [];
  });
  return functions.filter((entry): entry is [string, Fn] => entry[1]?.is(CommonFlags.Compiled) ?? false);
}

/** The classes among them whose objects cross by reference. */
function exportedClasses(program: Program): [name: string, cls: Class][] {
  return exportedElements(program).flatMap(([name, element]): [string, Class][] => {
    const cls = exportedClass(program, element);
    return cls && !isRecord(cls) ? [[name, cls]] : [];
  });
}

/** The fields of a class, with those that it inherits. */
const fieldsOf = (cls: Class): Property[] => propertiesOf(cls).filter(({ isField }) => isField);

function isError(program: Program, cls: Class | null): boolean {
  const prototype = program.lookup("Error");
  for (let at = cls; at; at = at.base) if (at.prototype === prototype) return true;
  return false;
}
