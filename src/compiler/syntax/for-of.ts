// Syntax of `for...of`: the stock parser's, with patterns, and with a statement that takes each value.
//
//   for (const x of xs) ...                variable: const x = ~value
//   for (x of xs) ...                      variable: x = ~value
//   for (const [key, value] of map) ...    variable: const key = ~0, value = ~1
//
// What `~value`, `~0` and `~1` are in each step is up to `iteration/for-of.ts`, once types are known.
import {
  type Expression,
  type ExpressionStatement,
  type ForOfStatement,
  Node,
  Parser,
  type Statement,
  type Tokenizer,
  type VariableDeclaration,
  type VariableStatement,
} from "assemblyscript";
import { textOf } from "../closures/statements.js";
import { reportError } from "../diagnostics.js";
import { CommonFlags, DiagnosticCode, NodeKind, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { isOwn, sessionOf } from "../session.js";
import { Nodes } from "./nodes.js";

/** The name that a step gives its value. */
export const VALUE = "~value";

/** The name that a step gives an element of its value. */
export const elementName = (index: number): string => `~${index}`;

/** The elements that the pattern of a loop takes, by their positions; null where it takes the value as a whole. */
export function patternOf({ variable }: ForOfStatement): number[] | null {
  if (variable.kind !== NodeKind.Variable) return null;
  const names = (variable as VariableStatement).declarations.map(({ initializer }) =>
    textOf(initializer as Expression),
  );
  return names.includes(VALUE) ? null : names.map((name) => Number(name.slice(1)));
}

export function installForOfSyntax(): void {
  hook<(this: Parser, tn: Tokenizer) => Statement | null>(
    Parser,
    "parseForStatement",
    1,
    (original) =>
      function (tn) {
        const session = sessionOf(this);
        const loop = session && parsePattern(this, tn);
        return loop === undefined ? original.call(this, tn) : loop;
      },
  );

  hook<(this: Parser, tn: Tokenizer, start: number, variable: Statement) => ForOfStatement | null>(
    Parser,
    "parseForOfStatement",
    3,
    (original) =>
      function (tn, start, variable) {
        const session = sessionOf(this);
        if (!session) return original.call(this, tn, start, variable);
        if (!isOwn(tn.source)) session.loopsOverIterables = true;
        return original.call(this, tn, start, takeValue(this, variable));
      },
  );
}

/** Makes a statement of the variable of a loop. */
function takeValue(parser: Parser, variable: Statement): Statement {
  if (variable.kind === NodeKind.Expression) {
    const { expression, range } = variable as ExpressionStatement;
    const nodes = new Nodes(range);
    return nodes.run(nodes.binary(expression, Token.Equals, nodes.name(VALUE)));
  }
  const { declarations } = variable as VariableStatement;
  const [declaration, second] = declarations as [VariableDeclaration, VariableDeclaration?];
  if (second && !declaration.initializer) {
    reportError(parser, second.range, "Only a single variable declaration is allowed in a 'for...of' statement.");
  }
  if (declaration.type) {
    const message = "The left-hand side of a 'for...of' statement cannot use a type annotation.";
    reportError(parser, declaration.type.range, message);
  }
  declaration.initializer ??= new Nodes(declaration.name.range).name(VALUE);
  return variable;
}

/** At `for`: a loop whose variables are a pattern; undefined if it is any other. */
function parsePattern(parser: Parser, tn: Tokenizer): ForOfStatement | null | undefined {
  const start = tn.tokenPos;
  const state = tn.mark();
  if (tn.skip(Token.OpenParen)) {
    const flags = tn.skip(Token.Const) ? CommonFlags.Const : tn.skip(Token.Let) ? CommonFlags.Let : undefined;
    if (flags !== undefined && tn.skip(Token.OpenBracket)) {
      tn.discard(state);
      const open = tn.tokenPos;
      const declarations = parseElements(parser, tn, flags);
      if (!declarations) return null;
      const pattern = Node.createVariableStatement(null, declarations, tn.range(open, tn.pos));
      if (!expect(parser, tn, Token.Of, "of")) return null;
      return parser.parseForOfStatement(tn, start, pattern);
    }
  }
  tn.reset(state);
  return undefined;
}

/** Behind `[`: names and gaps, up to `]`. */
function parseElements(parser: Parser, tn: Tokenizer, flags: number): VariableDeclaration[] | null {
  const declarations: VariableDeclaration[] = [];
  for (let index = 0; !tn.skip(Token.CloseBracket); index++) {
    if (tn.skip(Token.Comma)) continue;
    if (!tn.skipIdentifier()) {
      parser.error(DiagnosticCode.Identifier_expected, tn.range(tn.pos));
      return null;
    }
    const name = Node.createIdentifierExpression(tn.readIdentifier(), tn.range());
    const value = new Nodes(name.range).name(elementName(index));
    declarations.push(Node.createVariableDeclaration(name, null, flags, null, value, name.range));
    if (tn.peek() !== Token.CloseBracket && !expect(parser, tn, Token.Comma, ",")) return null;
  }
  return declarations;
}

function expect(parser: Parser, tn: Tokenizer, token: number, text: string): boolean {
  if (tn.skip(token)) return true;
  parser.error(DiagnosticCode._0_expected, tn.range(tn.pos), text);
  return false;
}
