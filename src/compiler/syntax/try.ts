// Syntax of `try`: the stock parser's, with what it does not know: a `catch` without a variable, and the type that
// TypeScript lets one write behind it (`unknown` or `any`; it is an `Error`).
import {
  type IdentifierExpression,
  Node,
  Parser,
  type Statement,
  type Tokenizer,
  type TryStatement,
} from "assemblyscript";
import { DiagnosticCode, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";

export function installTrySyntax(): void {
  hook<(this: Parser, tn: Tokenizer) => TryStatement | null>(
    Parser,
    "parseTryStatement",
    1,
    (original) =>
      function (tn) {
        return sessionOf(this) ? parseTry(this, tn) : original.call(this, tn);
      },
  );
}

/** At `try`. */
function parseTry(parser: Parser, tn: Tokenizer): TryStatement | null {
  const start = tn.tokenPos;
  const body = parseBlock(parser, tn);
  if (!body) return null;
  let variable: IdentifierExpression | null = null;
  let handler: Statement[] | null = null;
  let finalizer: Statement[] | null = null;
  if (tn.skip(Token.Catch)) {
    if (tn.skip(Token.OpenParen)) {
      if (!tn.skipIdentifier()) {
        parser.error(DiagnosticCode.Identifier_expected, tn.range());
        return null;
      }
      variable = Node.createIdentifierExpression(tn.readIdentifier(), tn.range());
      if (tn.skip(Token.Colon) && !parser.parseType(tn)) return null;
      if (!expect(parser, tn, Token.CloseParen, ")")) return null;
    }
    handler = parseBlock(parser, tn);
    if (!handler) return null;
  }
  if (tn.skip(Token.Finally)) {
    finalizer = parseBlock(parser, tn);
    if (!finalizer) return null;
  }
  if (!handler && !finalizer) {
    parser.error(DiagnosticCode._0_expected, tn.range(), "catch");
    return null;
  }
  tn.skip(Token.Semicolon);
  return Node.createTryStatement(body, variable, handler, finalizer, tn.range(start, tn.pos));
}

function parseBlock(parser: Parser, tn: Tokenizer): Statement[] | null {
  if (!expect(parser, tn, Token.OpenBrace, "{")) return null;
  const statements: Statement[] = [];
  while (!tn.skip(Token.CloseBrace)) {
    const statement = parser.parseStatement(tn);
    if (!statement) return null;
    statements.push(statement);
  }
  return statements;
}

function expect(parser: Parser, tn: Tokenizer, token: number, text: string): boolean {
  if (tn.skip(token)) return true;
  parser.error(DiagnosticCode._0_expected, tn.range(), text);
  return false;
}
