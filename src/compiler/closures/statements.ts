// Functions that are declared as statements within functions.
import { type ExpressionStatement, type FunctionExpression, Node, type Statement } from "assemblyscript";
import { ArrowKind, NodeKind } from "../enums.js";

/** Fields of nodes that hold no expression or statement. */
export const NO_CODE = new Set(
  (
    "range source type typeArguments returnType signature toType isType typeName decorators typeParameters " +
    "name names property label implicitFieldDeclaration"
  ).split(" "),
);

export interface FunctionStatement extends ExpressionStatement {
  readonly expression: FunctionExpression;
}

/** Whether a statement declares a function within a function. */
export function isFunctionStatement(statement: Statement): statement is FunctionStatement {
  if (statement.kind !== NodeKind.Expression) return false;
  const { expression } = statement as ExpressionStatement;
  if (expression.kind !== NodeKind.Function) return false;
  const { name, arrowKind } = (expression as FunctionExpression).declaration;
  return name.text !== "" && arrowKind === ArrowKind.None;
}

/** Functions that statements before them name come first: a block knows all of its functions from its start. */
export function moveFunctions(list: Statement[]): void {
  const early = list.filter(
    (statement, i) =>
      isFunctionStatement(statement) &&
      list.slice(0, i).some((other) => names(other, statement.expression.declaration.name.text)),
  );
  if (!early.length) return;
  const rest = list.filter((statement) => !early.includes(statement));
  list.splice(0, list.length, ...early, ...rest);
}

/** Whether a name occurs in a tree. */
function names(node: Node, name: string): boolean {
  if (node.kind === NodeKind.Identifier) return textOf(node) === name;
  return Object.entries(node).some(
    ([key, value]) =>
      !NO_CODE.has(key) &&
      (Array.isArray(value) ? value : [value]).some((item) => item instanceof Node && names(item, name)),
  );
}

export function textOf(identifier: Node): string {
  return (identifier as unknown as { text: string }).text;
}
