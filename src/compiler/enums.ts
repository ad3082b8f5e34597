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
export const BinaryOp = readEnum("BinaryOp", "EqI32");
export const CommonFlags = readEnum(
  "CommonFlags",
  "Abstract",
  "Ambient",
  "Compiled",
  "Const",
  "Constructor",
  "DefinitelyAssigned",
  "Export",
  "Generic",
  "Get",
  "Inlined",
  "Instance",
  "Let",
  "ModuleExport",
  "Private",
  "Protected",
  "Readonly",
  "Set",
  "Static",
  "Stub",
);
export const Constraints = readEnum("Constraints", "None", "ConvImplicit", "IsThis", "MustWrap", "WillDrop");
export const DecoratorFlags = readEnum("DecoratorFlags", "Lazy");
export const DiagnosticCategory = readEnum("DiagnosticCategory", "Error");
export const DiagnosticCode = readEnum(
  "DiagnosticCode",
  "Identifier_expected",
  "Type_0_is_not_assignable_to_type_1",
  "User_defined_0",
  "_0_expected",
);
export const ElementKind = readEnum(
  "ElementKind",
  "Class",
  "ClassPrototype",
  "Function",
  "FunctionPrototype",
  "Global",
  "Interface",

  "PropertyPrototype",
);
export const FlowFlags = readEnum(
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
export const IdentifierHandling = readEnum("IdentifierHandling", "Always", "Default", "Prefer");
export const LocalFlags = readEnum("LocalFlags", "Constant", "Initialized", "NonNull", "Wrapped");
export const NodeKind = readEnum(
  "NodeKind",
  "Assertion",
  "Binary",
  "Block",
  "Call",
  "ClassDeclaration",
  "Do",
  "ElementAccess",
  "Export",
  "ExportDefault",
  "Expression",
  "FieldDeclaration",
  "For",
  "ForOf",
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
  "Ternary",
  "This",
  "Try",
  "UnaryPostfix",
  "UnaryPrefix",
  "Variable",
  "VariableDeclaration",
  "While",
);
export const Precedence = readEnum("Precedence", "Assignment", "Comma", "LogicalOr", "MemberAccess", "UnaryPrefix");
export const ReportMode = readEnum("ReportMode", "Report", "Swallow");
export const Runtime = readEnum("Runtime", "Minimal");
export const SourceKind = readEnum("SourceKind", "UserEntry");
export const Token = readEnum(
  "Token",
  "Ampersand_Ampersand",
  "Asterisk",
  "Async",
  "At",
  "Await",
  "Bar_Bar",
  "Caret_Equals",
  "Catch",
  "CloseBrace",
  "CloseBracket",
  "CloseParen",
  "Colon",
  "Comma",
  "Const",
  "Dot",
  "Comma",
  "EndOfFile",
  "Equals",
  "Exclamation",
  "Exclamation_Equals_Equals",
  "Finally",
  "Function",
  "Identifier",
  "LessThan",
  "Let",
  "Minus_Minus",
  "Of",
  "OpenBrace",
  "OpenBracket",
  "OpenParen",
  "Plus",
  "Plus_Plus",
  "Question",
  "Semicolon",
  "Yield",
);
export const TypeFlags = readEnum("TypeFlags", "Signed");
