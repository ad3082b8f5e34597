// Syntax of generators, which the stock parser does not know.
//
//   function* f() {}   *m() {}      the tokenizer drops the star and notes the function
//   yield e                         the call `__yield(e)`
//   yield* e                        the call `__yield_all(e)`
//
// Desugaring replaces these calls. There are no generator arrows.
import { type CallExpression, type Expression, Node, Parser, type Range, Tokenizer } from "assemblyscript";
import { IdentifierHandling, Precedence, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";
import { matchAt } from "./async.js";

/** A call that stands for a `yield` of the user. */
export interface YieldCall extends CallExpression {
  yieldRange: Range;
  /** Whether it is `yield*`. */
  isDelegating: boolean;
}

/** Whether a node was written as `yield e` or `yield* e`. */
export function isYield(node: Node): node is YieldCall {
  return "yieldRange" in node;
}

/** The star behind `function`, and where the function's own range starts if it has a name. */
const starBehindFunction = /\s*\*\s*/uy;
/** What stands between the star of a method and its name. */
const behindStar = /\s*(?=[\p{ID_Start}$_[])/uy;

export function installGeneratorSyntax(): void {
  hook<(this: Tokenizer, handling?: number, maxLength?: number) => number>(
    Tokenizer,
    "unsafeNext",
    0,
    (original) =>
      function (handling = IdentifierHandling.Default, maxLength = 0x7fffffff) {
        const token = original.call(this, handling, maxLength);
        const session = sessionOf(this);
        if (!session) return token;
        const { source, tokenPos, pos } = this;
        if (token === Token.Function) {
          const name = matchAt(starBehindFunction, source.text, pos);
          if (name < 0) return token;
          this.pos = name;
          session.marksOf(source).generator.add(tokenPos).add(name);
        } else if (token === Token.Asterisk && handling === IdentifierHandling.Always) {
          const name = matchAt(behindStar, source.text, pos); // where the name of a member is read
          if (name < 0) return token;
          session.marksOf(source).generator.add(name);
          return original.call(this, handling, maxLength);
        }
        return token;
      },
  );

  hook<(this: Parser, tn: Tokenizer) => Expression | null>(
    Parser,
    "parseExpressionStart",
    1,
    (original) =>
      function (tn) {
        if (!sessionOf(this) || tn.peek(IdentifierHandling.Prefer) !== Token.Yield) return original.call(this, tn);
        return parseYield(this, tn);
      },
  );
}

/** In front of `yield`. */
function parseYield(parser: Parser, tn: Tokenizer): Expression | null {
  tn.next(IdentifierHandling.Prefer);
  const start = tn.tokenPos;
  const keyword = tn.range();
  const isDelegating = !startsLine(tn) && tn.skip(Token.Asterisk);
  const hasOperand = isDelegating || !(startsLine(tn) || endsExpression(tn.peek()));
  const operand = hasOperand ? parser.parseExpression(tn, Precedence.Assignment) : null;
  if (hasOperand && !operand) return null;
  const range = tn.range(start, tn.pos);
  const callee = Node.createIdentifierExpression(isDelegating ? "__yield_all" : "__yield", keyword);
  const call = Node.createCallExpression(callee, null, operand ? [operand] : [], range) as YieldCall;
  call.yieldRange = range;
  call.isDelegating = isDelegating;
  return call;
}

/** Whether the next token is the first of its line. */
function startsLine(tn: Tokenizer): boolean {
  tn.peek();
  return tn.peekOnNewLine();
}

function endsExpression(token: number): boolean {
  return ENDS.has(token);
}

const ENDS: ReadonlySet<number> = new Set([
  Token.CloseBrace,
  Token.CloseBracket,
  Token.CloseParen,
  Token.Colon,
  Token.Comma,
  Token.EndOfFile,
  Token.Semicolon,
]);
