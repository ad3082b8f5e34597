// What a module exports and imports, as TypeScript declares it: for `load<Exports>(...)`.

import type { ClassType, FunctionType, Interface, ValueType } from "./description.js";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The text of a `.d.ts`. `name` is the module's, for the heading. */
export function declarationsOf(description: Interface, name: string): string {
  const { exports, imports, classes } = description;
  const names = namesOf(classes);
  const spell = (type: ValueType) => typeText(type, classes, names);
  const methods = classes.flatMap((cls) => (cls.kind === "object" ? Object.values(cls.methods) : []));
  const isAsync = [...Object.values(exports), ...methods].some((type) => type.isAsync);
  return [
    `// What ${name} exports and imports. Written by \`pollen build\`.`,
    "",
    ...[...names].flatMap(([cls, name]) => [`export interface ${name} {`, ...membersOf(cls, spell), "}", ""]),
    ...(isAsync ? [WITH, ""] : []),
    "export interface Exports {",
    ...Object.entries(exports).map(([name, type]) => functionText(name, type, spell)),
    ...classes.flatMap((cls) => (cls.kind === "object" ? [classText(cls, names.get(cls) as string, spell)] : [])),
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

function functionText(name: string, type: FunctionType, spell: Spell): string {
  const [parameters, result] = [parametersOf(type, spell), spell(type.result)];
  if (!type.isAsync) return `  ${key(name)}(${parameters}): ${result};`;
  return `  readonly ${key(name)}: Cancellable<(${parameters}) => Promise<${result}>>;`;
}

function membersOf(cls: NamedType, spell: Spell): string[] {
  if (cls.kind === "record") return cls.fields.map(({ name, type }) => `  ${key(name)}: ${spell(type)};`);
  return [
    ...Object.entries(cls.properties).map(
      ([name, { type, isReadonly }]) => `  ${isReadonly ? "readonly " : ""}${key(name)}: ${spell(type)};`,
    ),
    ...Object.entries(cls.methods).map(([name, type]) => functionText(name, type, spell)),
  ];
}

/** The class itself. */
function classText({ name, construct }: ClassType & { kind: "object" }, type: string, spell: Spell): string {
  const made = construct ? `new (${parametersOf(construct, spell)}): ${type}` : `readonly prototype: ${type}`;
  return `  readonly ${key(name)}: { ${made} };`;
}

function parametersOf({ parameters, required }: FunctionType, spell: Spell): string {
  return parameters.map(({ name, type }, i) => `${name}${i < required ? "" : "?"}: ${spell(type)}`).join(", ");
}

function hostFunction(type: FunctionType, spell: Spell): string {
  const result = spell(type.result);
  if (!type.isAsync) return `(${parametersOf(type, spell)}): ${result}`;
  const parameters = [parametersOf(type, spell), "options: { signal: AbortSignal }"].filter(Boolean);
  return `(${parameters.join(", ")}): ${result} | Promise<${result}>`;
}

type NamedType = ClassType & { kind: "record" | "object" };
type Spell = (type: ValueType) => string;
type Names = ReadonlyMap<ClassType, string>;

/** A name for each class: those of generic classes, and of classes that have the same name, get one that is their own. */
function namesOf(classes: readonly ClassType[]): Map<NamedType, string> {
  const names = new Map<NamedType, string>();
  const taken = new Set(["Exports", "Imports", "Cancellable"]);
  for (const cls of classes) {
    if (cls.kind !== "record" && cls.kind !== "object") continue;
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
  const text = cls ? objectText(cls, classes, names) : "never";
  return type.nullable ? `${text} | null` : text;
}

function objectText(cls: ClassType, classes: readonly ClassType[], names: Names): string {
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
    case "object":
      return names.get(cls) as string;
    default: {
      const element = typeText(cls.element, classes, names);
      return element.includes(" ") ? `(${element})[]` : `${element}[]`;
    }
  }
}
