// Desugaring: async functions become functions that the stock compiler accepts, in the AST and before any typing.
//
//   await e                ->  __await(e, "function (file:line:column)")
//   Promise.resolve()      ->  Promise.__resolved()
//   (body end)             ->  return;                     typed by `typing/returns.ts`, like every return of the body
//   export async function main(...)  in an entry file: the file ends with a call of `__run_main`
//
// An async function keeps its name and signature: methods, overrides, generics, exports and default arguments work by
// themselves.
import {
  type BlockStatement,
  type CallExpression,
  type Expression,
  type ExpressionStatement,
  type FunctionDeclaration,
  Node,
  type Parser,
  type PropertyAccessExpression,
  type Range,
  type Source,
  type Statement,
} from "assemblyscript";
import { reportError } from "./diagnostics.js";
import { ArrowKind, CommonFlags, NodeKind, SourceKind } from "./enums.js";
import { describePlace, type Session } from "./session.js";
import { isAwait } from "./syntax/async.js";

/** Names of the functions around a node, for messages and stacks. */
interface Scope {
  readonly name: string;
  readonly isAsync: boolean;
  /** How many awaits were seen in the function. */
  awaits: number;
}

export function desugar(session: Session, parser: Parser, source: Source): void {
  const marks = session.marksOf(source);
  if (!marks.size && !source.text.includes("await") && !source.text.includes("Promise")) return;
  const top: Scope = { name: "", isAsync: false, awaits: 0 };
  source.statements = source.statements.map((statement) => visit(statement, top) as Statement);
  if (source.sourceKind === SourceKind.UserEntry) addEntryPoint(source);

  function visit(node: Node, scope: Scope): Node {
    switch (node.kind) {
      case NodeKind.FunctionDeclaration:
      case NodeKind.MethodDeclaration:
        visitFunction(node as FunctionDeclaration, scope);
        return node;
      case NodeKind.ClassDeclaration:
      case NodeKind.InterfaceDeclaration:
      case NodeKind.NamespaceDeclaration: {
        const { name } = node as unknown as { name: { text: string } };
        visitChildren(node, { ...scope, name: qualified(scope.name, name.text) });
        return node;
      }
    }
    visitChildren(node, scope);
    if (node.kind === NodeKind.Call) visitCall(node as CallExpression, scope);
    return node;
  }

  function visitChildren(node: Node, scope: Scope): void {
    const fields = node as unknown as Record<string, unknown>;
    for (const key of Object.keys(fields)) {
      if (key === "range" || key === "source") continue;
      const value = fields[key];
      if (value instanceof Node) fields[key] = visit(value, scope);
      else if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) if (value[i] instanceof Node) value[i] = visit(value[i], scope);
      }
    }
  }

  function visitCall(call: CallExpression, scope: Scope): void {
    if (isAwait(call)) {
      if (!scope.isAsync) {
        reportError(parser, call.awaitRange, "'await' is only allowed within async functions.");
        return;
      }
      scope.awaits++;
      if (!session.withSites) return;
      const site = describePlace(scope.name, call.awaitRange);
      call.args.push(Node.createStringLiteralExpression(site, call.range));
    } else if (!call.args.length && call.expression.kind === NodeKind.PropertyAccess) {
      const { expression, property } = call.expression as PropertyAccessExpression;
      if (property.text !== "resolve" || expression.kind !== NodeKind.Identifier) return;
      if ((expression as unknown as { text: string }).text === "Promise") property.text = "__resolved";
    }
  }

  function visitFunction(fn: FunctionDeclaration, scope: Scope): void {
    const start = fn.name.text ? fn.name.range.start : fn.range.start;
    const isAsync = marks.has(start) || (fn.arrowKind !== ArrowKind.None && marks.has(fn.range.start));
    const name = qualified(scope.name, fn.name.text || "(anonymous)");
    const inner: Scope = { name, isAsync, awaits: 0 };
    visitChildren(fn.signature, { ...inner, isAsync: false });
    if (fn.body) fn.body = visit(fn.body, inner) as Statement;
    if (!isAsync) return;
    session.asyncFunctions.set(fn.signature, { name, awaits: inner.awaits });
    if (
      fn.decorators?.some(
        (decorator) => decorator.name.kind === NodeKind.Identifier && textOf(decorator.name) === "inline",
      )
    ) {
      reportError(parser, fn.name.range, "An async function cannot be inlined.");
    }
    if (fn.is(CommonFlags.Constructor)) {
      reportError(parser, fn.name.range, "'async' modifier cannot appear on a constructor declaration.");
    }
    if (fn.isAny(CommonFlags.Get | CommonFlags.Set)) {
      reportError(parser, fn.name.range, "'async' modifier cannot be used with an accessor.");
    }
    if (!fn.body) return;
    const range = fn.body.range;
    if (fn.body.kind === NodeKind.Block) {
      (fn.body as BlockStatement).statements.push(Node.createReturnStatement(null, range.atEnd));
    } else {
      const { expression } = fn.body as ExpressionStatement;
      fn.body = Node.createBlockStatement([Node.createReturnStatement(expression, expression.range)], range);
      fn.arrowKind = ArrowKind.Parenthesized;
    }
  }
}

function textOf(node: Expression): string {
  return (node as unknown as { text: string }).text;
}

function qualified(outer: string, name: string): string {
  return outer ? `${outer}.${name}` : name;
}

/** Ends an entry file that exports an async `main` with the call that runs it. */
function addEntryPoint(source: Source): void {
  for (const statement of source.statements) {
    if (statement.kind !== NodeKind.FunctionDeclaration) continue;
    const fn = statement as FunctionDeclaration;
    if (fn.name.text !== "main" || !fn.is(CommonFlags.Export)) continue;
    const { range } = fn.name;
    const args = fn.signature.parameters.length ? [call("__main_args", [], range)] : [];
    source.statements.push(Node.createExpressionStatement(call("__run_main", [call("main", args, range)], range)));
    return;
  }
}

function call(name: string, args: Expression[], range: Range): Expression {
  return Node.createCallExpression(Node.createIdentifierExpression(name, range), null, args, range);
}
