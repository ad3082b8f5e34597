// Messages of Pollen, reported through the stock compiler so that they look and point like its own.
import { type DiagnosticEmitter, Node, type Range, type VariableDeclaration } from "assemblyscript";
import { DiagnosticCode, NodeKind } from "./enums.js";

/** Reports an error at a place in the user's source. */
export function reportError(emitter: DiagnosticEmitter, range: Range, message: string): void {
  emitter.error(DiagnosticCode.User_defined_0, range, message);
}

/** Where a variable is declared, within a node. */
export function rangeOfVariable(node: Node, variable: string): Range | undefined {
  if (node.kind === NodeKind.VariableDeclaration) {
    const { name } = node as VariableDeclaration;
    if (name.text === variable) return name.range;
  }
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      const range = child instanceof Node ? rangeOfVariable(child, variable) : undefined;
      if (range) return range;
    }
  }
  return undefined;
}
