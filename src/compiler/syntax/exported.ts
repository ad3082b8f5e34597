// What a source exports, before any typing.
import type {
  DeclarationStatement,
  ExportStatement,
  NamespaceDeclaration,
  Source,
  VariableStatement,
} from "assemblyscript";
import { CommonFlags, NodeKind } from "../enums.js";

/** Whether a source exports something by a name. */
export function exportsName(source: Source, name: string): boolean {
  return source.statements.some((statement) => {
    switch (statement.kind) {
      case NodeKind.Export:
        return (statement as ExportStatement).members?.some(({ exportedName }) => exportedName.text === name) ?? false;
      case NodeKind.Variable:
        return (statement as VariableStatement).declarations.some((declaration) => isExported(declaration, name));
      case NodeKind.FunctionDeclaration:
        return isExported(statement as NamespaceDeclaration, name);
      default:
        return false;
    }
  });
}

function isExported(declaration: DeclarationStatement, name: string): boolean {
  return declaration.name.text === name && declaration.is(CommonFlags.Export);
}
