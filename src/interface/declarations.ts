// What a module exports and imports, as TypeScript declares it: for `load<Exports>(...)`.

import type { ClassType, FunctionType, Interface, ValueType } from "./description.js";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The text of a `.d.ts`. `name` is the module's, for the heading. */
export function declarationsOf(description: Interface, name: string): string {
  const { exports, imports, classes } = description;
  const names = recordNames(classes);
  const spell = (type: ValueType) => typeText(type, classes, names);
  const isAsync = Object.values(exports).some((type) => type.isAsync);
  return [
    `// What ${name} exports and imports. Written by \`pollen build\`.`,
    "",
    ...[...names].flatMap(([{ fields }, name]) => [
      `export interface ${name} {`,
      ...fields.map((field) => `  ${key(field.name)}: ${spell(field.type)};`),
      "}",
      "",
    ]),
    ...(isAsync ? [WITH, ""] : []),
    "export interface Exports {",
    ...Object.entries(exports).map(([name, type]) =>
      type.isAsync
        ? `  readonly ${key(name)}: Cancellable<(${parametersOf(type, spell)}) => Promise<${spell(type.result)}>>;`
        : `  ${key(name)}(${parametersOf(type, spell)}): ${spell(type.result)};`,
    ),
    "}",
    "",
    "export type Imports = {",
    ...Object.entries(imports).flatMap(([module, functions]) => [
      `  ${key(module)}: {`,
      ...Object.entries(functions).map(([name, type]) => `    ${key(name)}${hostFunction(type, spell)};`),
      "  };",
    ]),
    "};",
    "",
  ].join("\n");
}

const WITH = `/** A function whose calls a signal can cancel. */
type Cancellable<F> = F & { with(options: { signal?: AbortSignal }): F };`;

const key = (name: string): string => (IDENTIFIER.test(name) ? name : JSON.stringify(name));

function parametersOf({ parameters, required }: FunctionType, spell: (type: ValueType) => string): string {
  return parameters.map(({ name, type }, i) => `${name}${i < required ? "" : "?"}: ${spell(type)}`).join(", ");
}

function hostFunction(type: FunctionType, spell: (type: ValueType) => string): string {
  const result = spell(type.result);
  if (!type.isAsync) return `(${parametersOf(type, spell)}): ${result}`;
  const parameters = [parametersOf(type, spell), "options: { signal: AbortSignal }"].filter(Boolean);
  return `(${parameters.join(", ")}): ${result} | Promise<${result}>`;
}

type RecordType = ClassType & { kind: "record" };
type Names = ReadonlyMap<ClassType, string>;

/** A name for each record: those of generic classes, and of classes that have the same name, get one that is their own. */
function recordNames(classes: readonly ClassType[]): Map<RecordType, string> {
  const names = new Map<RecordType, string>();
  const taken = new Set(["Exports", "Imports", "Cancellable"]);
  for (const cls of classes) {
    if (cls.kind !== "record") continue;
    const own = cls.name.replace(/\W+/g, "_").replace(/_$/, "");
    let name = own;
    for (let number = 2; taken.has(name); number++) name = `${own}${number}`;
    taken.add(name);
    names.set(cls, name);
  }
  return names;
}

function typeText(type: ValueType, classes: readonly ClassType[], names: Names): string {
  if (type === "void") return "void";
  if (type === "bool") return "boolean";
  if (type === "i64" || type === "u64") return "bigint";
  if (typeof type === "string") return "number";
  if ("unknown" in type) return "never";
  const cls = classes[type.class];
  const text = cls ? classText(cls, classes, names) : "never";
  return type.nullable ? `${text} | null` : text;
}

function classText(cls: ClassType, classes: readonly ClassType[], names: Names): string {
  switch (cls.kind) {
    case "string":
      return "string";
    case "buffer":
      return "ArrayBuffer";
    case "error":
      return "Error";
    case "typed array":
      return cls.name.replace(/^(Int64|Uint64)/, "Big$1");
    case "record":
      return names.get(cls) as string;
    default: {
      const element = typeText(cls.element, classes, names);
      return element.includes(" ") ? `(${element})[]` : `${element}[]`;
    }
  }
}
