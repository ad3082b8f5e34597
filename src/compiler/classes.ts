// Exported classes, for JavaScript: what has fields only is a record, which crosses as a plain object; of all others the
// functions are exported, as `@assemblyscript/loader` knows them: `Name#constructor`, `Name#method`, `Name#get:property`.
import {
  type Class,
  type ClassPrototype,
  Compiler,
  type Element,
  type Function as Fn,
  type FunctionPrototype,
  type Program,
  type Property,
  type PropertyPrototype,
  Source,
} from "assemblyscript";
import { CommonFlags, ElementKind } from "./enums.js";
import { describesItself } from "./exports.js";
import { hook } from "./hooks.js";

/** What is called of the compiler, of which a part is private. */
interface Exporter extends Pick<Compiler, "program" | "ensureConstructor"> {
  compileModuleExport(name: string, element: Element, prefix?: string): void;
}

type ExportElement = (this: Exporter, name: string, element: Element, prefix?: string) => void;

/** Lets the functions of exported classes be exported; the stock compiler warns that it does not. */
export function installClassExports(): void {
  hook<ExportElement>(
    Compiler,
    "compileModuleExport",
    2,
    (original) =>
      function (name, element, prefix) {
        const cls = describesItself(this.program) ? exportedClass(this.program, element) : null;
        if (!cls) original.call(this, name, element, prefix);
        else if (!isRecord(cls)) exportFunctions(this, name, cls);
      },
  );
}

/** The class that an entry file exports by an element, unless it is generic. */
export function exportedClass(program: Program, element: Element): Class | null {
  if (element.kind !== ElementKind.ClassPrototype || element.is(CommonFlags.Generic)) return null;
  return program.resolver.resolveClass(element as ClassPrototype, null);
}

function exportFunctions(compiler: Exporter, name: string, cls: Class): void {
  if (!cls.is(CommonFlags.Abstract)) {
    compiler.compileModuleExport("constructor", compiler.ensureConstructor(cls, cls.identifierNode), `${name}#`);
  }
  for (const method of methodsOf(cls)) compiler.compileModuleExport(method.name, method, `${name}#`);
  for (const { name: property, prototype } of propertiesOf(cls)) {
    const { getterPrototype, setterPrototype, isField } = prototype;
    if (isField) continue;
    if (getterPrototype) compiler.compileModuleExport(property, getterPrototype, `${name}#get:`);
    if (setterPrototype) compiler.compileModuleExport(property, setterPrototype, `${name}#set:`);
  }
}

const isPublic = (member: Element): boolean =>
  !member.is(CommonFlags.Private) && !member.is(CommonFlags.Protected) && !member.is(CommonFlags.Static);

/** The public methods of a class, with those that it inherits. */
export function methodsOf(cls: Class): FunctionPrototype[] {
  return [...(cls.members?.values() ?? [])].filter(
    (member): member is FunctionPrototype =>
      member.kind === ElementKind.FunctionPrototype &&
      isPublic(member) &&
      !member.is(CommonFlags.Constructor) &&
      !member.is(CommonFlags.Generic) &&
      /^[a-zA-Z$][\w$]*$/.test(member.name),
  );
}

/** The one instance of a function that is not generic. */
export function instanceOf({ instances }: FunctionPrototype): Fn | null {
  return instances?.size === 1 ? ([...instances.values()][0] ?? null) : null;
}

/** The public properties of a class, fields and others, with those that it inherits. */
export function propertiesOf(cls: Class): Property[] {
  const properties: Property[] = [];
  for (const member of cls.members?.values() ?? []) {
    if (member.kind !== ElementKind.PropertyPrototype || !isPublic(member)) continue;
    const property = cls.program.resolver.resolveProperty(member as PropertyPrototype);
    if (property) properties.push(property);
  }
  return properties;
}

/**
 * Whether a class is nothing but its fields, as asc's own bindings have it: it extends nothing, has no constructor of its
 * own, and all of it is public. Methods are no matter of JavaScript then.
 */
export function isRecord(cls: Class): boolean {
  if (cls.base && !cls.prototype.implicitlyExtendsObject) return false;
  return [...(cls.members?.values() ?? [])].every((member) => {
    const isGenerated = member.declaration.range === Source.native.range;
    return (isPublic(member) || member.is(CommonFlags.Static)) && (!member.is(CommonFlags.Constructor) || isGenerated);
  });
}
