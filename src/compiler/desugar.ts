// Desugaring: async functions and generators become functions that the stock compiler accepts, in the AST and before any
// typing.
//
//   await e                ->  __await(e, "function (file:line:column)")
//   yield e                ->  __emit<T>(e), __received<TNext>()        see assembly/core/generator.ts
//   Promise.resolve()      ->  Promise.__resolved()
//   (body end)             ->  return;                     typed by `typing/returns.ts`, like every return of the body
//
// Such a function keeps its name and signature: methods, overrides, generics, exports and default arguments work by
// themselves.
import {
  type BlockStatement,
  type CallExpression,
  type Expression,
  type ExpressionStatement,
  type ForOfStatement,
  type FunctionDeclaration,
  isTypeOmitted,
  Node,
  type Parser,
  type PropertyAccessExpression,
  type Range,
  type ReturnStatement,
  type Source,
  type Statement,
  type TypeNode,
  type VariableDeclaration,
} from "assemblyscript";
import { reportError } from "./diagnostics.js";
import { ArrowKind, CommonFlags, NodeKind } from "./enums.js";
import { HIDDEN_AWAITS } from "./iteration/async-iterators.js";
import { TOP_LEVEL } from "./modules/syntax.js";
import { type CoroutineKind, describePlace, type Session } from "./session.js";
import { type AwaitCall, createAwait, isAwait } from "./syntax/async.js";
import { isYield, type YieldCall } from "./syntax/generators.js";
import { Nodes } from "./syntax/nodes.js";

/** Names of the functions around a node, for messages and stacks. */
interface Scope {
  readonly name: string;
  readonly kind: CoroutineKind | null;
  /** Declared type of what the function returns. */
  readonly returnType: TypeNode | null;
  /** How many places to stop at were seen in the function. */
  suspensions: number;
}

/** What the text of a source has that there is something to do for, though no function in it is marked. */
const HINT = /await|yield|Promise/;

/** Whether there is anything to desugar in a source. */
export function isToDo(session: Session, source: Source): boolean {
  const { async, generator } = session.marksOf(source);
  return async.size > 0 || generator.size > 0 || HINT.test(source.text);
}

export function desugar(session: Session, parser: Parser, source: Source): void {
  if (!isToDo(session, source)) return;
  const marks = session.marksOf(source);
  const top: Scope = { name: "", kind: "async", returnType: null, suspensions: 0 };
  source.statements = source.statements.map((statement) => visit(statement, top) as Statement);
  session.modules.noteAwaits(source, top.suspensions);

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
        visitChildren(node, { ...scope, name: qualified(scope.name, name.text), kind: null });
        return node;
      }
      case NodeKind.VariableDeclaration: {
        const isLazy = isDecorated(node as VariableDeclaration, "lazy"); // nothing can wait for its first use
        visitChildren(node, isLazy ? { ...scope, kind: null } : scope);
        return node;
      }
    }
    visitChildren(node, scope);
    const loop = session.awaitingLoops.get(node as ForOfStatement);
    if (loop) visitForAwait(node as ForOfStatement, loop, scope);
    if (isYield(node)) return visitYield(node, scope);
    if (node.kind === NodeKind.Call) visitCall(node as CallExpression, scope);
    else if (node.kind === NodeKind.Return && scope.kind === "async generator")
      visitReturn(node as ReturnStatement, scope);
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
    if (isAwait(call)) visitAwait(call, scope);
    else if (!call.args.length && call.expression.kind === NodeKind.PropertyAccess) {
      const { expression, property } = call.expression as PropertyAccessExpression;
      if (property.text !== "resolve" || expression.kind !== NodeKind.Identifier) return;
      if ((expression as unknown as { text: string }).text === "Promise") property.text = "__resolved";
    }
  }

  function visitAwait(call: AwaitCall, scope: Scope): AwaitCall {
    if (scope.kind === null || scope.kind === "generator") {
      reportError(
        parser,
        call.awaitRange,
        "'await' is only allowed within async functions and at the top level of a file.",
      );
      return call;
    }
    scope.suspensions++;
    if (!session.withSites) return call;
    const site = describePlace(scope.name || TOP_LEVEL, call.awaitRange);
    call.args.push(Node.createStringLiteralExpression(site, call.range));
    return call;
  }

  function visitForAwait({ iterable }: ForOfStatement, loop: { site: string | null }, scope: Scope): void {
    if (scope.kind === null || scope.kind === "generator") {
      const message = "'for await' loops are only allowed within async functions and at the top level of a file.";
      reportError(parser, iterable.range, message);
    }
    scope.suspensions += HIDDEN_AWAITS;
    if (session.withSites) loop.site = describePlace(scope.name || TOP_LEVEL, iterable.range);
  }

  function visitYield(call: YieldCall, scope: Scope): Expression {
    const { yieldRange: range } = call;
    const { kind, returnType } = scope;
    if (kind === null || kind === "async" || !returnType) {
      reportError(parser, range, "A 'yield' expression is only allowed in a generator body.");
      return call;
    }
    const [operand = null] = call.args;
    const { isDelegating } = call;
    scope.suspensions++;
    const isAsync = kind === "async generator";
    if (operand && isDelegating) {
      const followed = delegation(operand, returnType, isAsync, range);
      session.yields.set(followed, { range, operand, isDelegating });
      return followed;
    }
    const yielded = operand ?? new Nodes(range).call(new Nodes(range).name("__nothing"));
    const value = isAsync ? visitAwait(createAwait(yielded, range), scope) : yielded;
    const emit = typedCall(isAsync ? "__emit_async" : "__emit", typeOf("__Yielded", returnType), [value], range);
    session.yields.set(emit, { range, operand, isDelegating });
    return Node.createCommaExpression([emit, typedCall("__received", typeOf("__Sent", returnType), [], range)], range);
  }

  /** An async generator awaits what it returns (ECMA-262 14.10.1). */
  function visitReturn(statement: ReturnStatement, scope: Scope): void {
    const { value, range } = statement;
    if (value) (statement as { value: Expression }).value = visitAwait(createAwait(value, range), scope);
  }

  function visitFunction(fn: FunctionDeclaration, scope: Scope): void {
    const start = fn.name.text ? fn.name.range.start : fn.range.start;
    const isAsync = marks.async.has(start) || (fn.arrowKind !== ArrowKind.None && marks.async.has(fn.range.start));
    const isGenerator = fn.arrowKind === ArrowKind.None && marks.generator.has(start);
    const kind = isGenerator ? (isAsync ? "async generator" : "generator") : isAsync ? "async" : null;
    const name = qualified(scope.name, fn.name.text || "(anonymous)");
    const inner: Scope = { name, kind, returnType: fn.signature.returnType, suspensions: 0 };
    visitChildren(fn.signature, { ...inner, kind: null });
    if (fn.body) fn.body = visit(fn.body, inner) as Statement;
    if (!kind) return;
    session.coroutines.set(fn.signature, { kind, name, suspensions: inner.suspensions });
    const described = isAsync ? "An async function" : "A generator";
    if (isDecorated(fn, "inline")) {
      reportError(parser, fn.name.range, `${described} cannot be inlined.`);
    }
    if (isGenerator && isTypeOmitted(fn.signature.returnType)) {
      const type = isAsync ? "AsyncGenerator<T>" : "Generator<T>";
      reportError(parser, fn.name.range, `A generator needs a return type: '${type}'.`);
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

function typedCall(name: string, type: TypeNode, args: Expression[], range: Range): CallExpression {
  return Node.createCallExpression(Node.createIdentifierExpression(name, range), [type], args, range);
}

/** `name<argument>` */
function typeOf(name: string, argument: TypeNode): TypeNode {
  const { range } = argument;
  return Node.createNamedType(Node.createSimpleTypeName(name, range), [argument], false, range);
}

function isDecorated({ decorators }: FunctionDeclaration | VariableDeclaration, name: string): boolean {
  return decorators?.some((d) => d.name.kind === NodeKind.Identifier && textOf(d.name) === name) ?? false;
}

/** `yield*`: the operand is followed as a generator. */
function delegation(operand: Expression, returnType: TypeNode, isAsync: boolean, range: Range): Expression {
  const member = (object: Expression, name: string): Expression =>
    Node.createPropertyAccessExpression(object, Node.createIdentifierExpression(name, range), range);
  const receiver = typedCall(
    isAsync ? "__async_delegation" : "__delegation",
    typeOf("__Yielded", returnType),
    [],
    range,
  );
  const generator = Node.createCallExpression(member(receiver, "to"), null, [operand], range);
  const types = isAsync ? null : [typeOf("__Returned", returnType)];
  return Node.createCallExpression(member(generator, "__delegate"), types, [], range);
}

function textOf(node: Expression): string {
  return (node as unknown as { text: string }).text;
}

function qualified(outer: string, name: string): string {
  return outer ? `${outer}.${name}` : name;
}
