// Numbers of the stock compiler, read from it at run time: they differ between versions, and TypeScript would bake in
// those that it compiles against. Members that a version lacks are named when the transform is loaded.
import * as assemblyscript from "assemblyscript";
import { HookError } from "./hooks.js";

/** Members of an enumeration of the compiler. */
export function readEnum<Member extends string>(name: string, ...members: Member[]): Readonly<Record<Member, number>> {
  const found = (assemblyscript as unknown as Record<string, Record<string, unknown> | undefined>)[name];
  for (const member of members) {
    if (typeof found?.[member] !== "number") throw new HookError(`${name}.${member}`, "is missing");
  }
  return found as Record<Member, number>;
}

export const ArrowKind = readEnum("ArrowKind", "None", "Parenthesized");
export const CommonFlags = readEnum(
  "CommonFlags",
  "Ambient",
  "Compiled",
  "Constructor",
  "Export",
  "Get",
  "ModuleExport",
  "Set",
);
export const Constraints = readEnum("Constraints", "None", "ConvImplicit", "MustWrap");
export const DiagnosticCode = readEnum("DiagnosticCode", "User_defined_0");
export const ElementKind = readEnum("ElementKind", "Class");
export const FlowFlags = readEnum("FlowFlags", "Returns", "Terminates", "Throws");
export const IdentifierHandling = readEnum("IdentifierHandling", "Always", "Default", "Prefer");
export const NodeKind = readEnum(
  "NodeKind",
  "Block",
  "Call",
  "ClassDeclaration",
  "Expression",
  "For",
  "Function",
  "FunctionDeclaration",
  "FunctionType",
  "Identifier",
  "InterfaceDeclaration",
  "MethodDeclaration",
  "NamedType",
  "NamespaceDeclaration",
  "PropertyAccess",
  "Return",
  "VariableDeclaration",
);
export const Precedence = readEnum("Precedence", "UnaryPrefix");
export const ReportMode = readEnum("ReportMode", "Report", "Swallow");
export const Runtime = readEnum("Runtime", "Minimal");
export const SourceKind = readEnum("SourceKind", "UserEntry");
export const Token = readEnum("Token", "Async", "Await", "Identifier");
