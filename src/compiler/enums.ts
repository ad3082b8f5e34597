// Numbers of the stock compiler, read from it at run time: they differ between versions, and TypeScript would bake in
// those that it compiles against. Members that a version lacks are named when the transform is loaded.
import * as assemblyscript from "assemblyscript";
import { HookError } from "./hooks.js";

function read<Member extends string>(name: string, ...members: Member[]): Readonly<Record<Member, number>> {
  const found = (assemblyscript as unknown as Record<string, Record<string, unknown> | undefined>)[name];
  for (const member of members) {
    if (typeof found?.[member] !== "number") throw new HookError(`${name}.${member}`, "is missing");
  }
  return found as Record<Member, number>;
}

export const ArrowKind = read("ArrowKind", "None", "Parenthesized");
export const BinaryOp = read("BinaryOp", "EqI32");
export const CommonFlags = read(
  "CommonFlags",
  "Compiled",
  "Const",
  "Constructor",
  "DefinitelyAssigned",
  "Export",
  "Get",
  "Inlined",
  "Let",
  "ModuleExport",
  "Set",
  "Static",
  "Stub",
);
export const Constraints = read("Constraints", "None", "ConvImplicit", "IsThis", "MustWrap");
export const DiagnosticCategory = read("DiagnosticCategory", "Error");
export const DiagnosticCode = read("DiagnosticCode", "Identifier_expected", "User_defined_0", "_0_expected");
export const ElementKind = read("ElementKind", "Class", "Function", "Global");
export const FlowFlags = read(
  "FlowFlags",
  "AnyCategorical",
  "AnyConditional",
  "Breaks",
  "ConditionallyBreaks",
  "ConditionallyContinues",
  "ConditionallyReturns",
  "Continues",
  "Returns",
  "Terminates",
  "Throws",
);
export const IdentifierHandling = read("IdentifierHandling", "Always", "Default", "Prefer");
export const LocalFlags = read("LocalFlags", "Constant", "Initialized", "NonNull", "Wrapped");
export const NodeKind = read(
  "NodeKind",
  "Assertion",
  "Binary",
  "Block",
  "Call",
  "ClassDeclaration",
  "Expression",
  "FieldDeclaration",
  "For",
  "Function",
  "FunctionDeclaration",
  "FunctionType",
  "Identifier",
  "Import",
  "InterfaceDeclaration",
  "MethodDeclaration",
  "NamedType",
  "NamespaceDeclaration",
  "New",
  "Parenthesized",
  "PropertyAccess",
  "Return",
  "Super",
  "Switch",
  "This",
  "Try",
  "UnaryPostfix",
  "UnaryPrefix",
  "Variable",
  "VariableDeclaration",
);
export const Precedence = read("Precedence", "UnaryPrefix");
export const ReportMode = read("ReportMode", "Report", "Swallow");
export const SourceKind = read("SourceKind", "UserEntry");
export const Token = read(
  "Token",
  "Async",
  "Await",
  "Caret_Equals",
  "Catch",
  "CloseBrace",
  "CloseParen",
  "Colon",
  "Equals",
  "Finally",
  "Identifier",
  "Minus_Minus",
  "OpenBrace",
  "OpenParen",
  "Plus_Plus",
  "Semicolon",
);
export const TypeFlags = read("TypeFlags", "Signed");
