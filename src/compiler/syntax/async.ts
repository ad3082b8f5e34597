// Syntax: `async` and `await`, which the stock parser does not know.
//
// The tokenizer drops each `async` and notes what it stood in front of; the parser turns `await e` into a call of
// `__await(e)`. Everything else about async functions parses as it does without.
import { type CallExpression, type Expression, Node, Parser, type Range, Tokenizer } from "assemblyscript";
import { IdentifierHandling, Precedence, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";

/** A call of `__await` that stands for an `await` of the user. */
export interface AwaitCall extends CallExpression {
  awaitRange: Range;
}

/** Whether a node was written as `await e`. */
export function isAwait(node: Node): node is AwaitCall {
  return "awaitRange" in node;
}

/** `await operand` */
export function createAwait(operand: Expression, range: Range, keyword = range): AwaitCall {
  const callee = Node.createIdentifierExpression("__await", keyword);
  const call = Node.createCallExpression(callee, null, [operand], range) as AwaitCall;
  call.awaitRange = range;
  return call;
}

/** In a class body names are not looked at as keywords: `async` there is one if a method's name follows. */
const asyncMethod = /async(?=[ \t]*\*|[ \t]+(?:\[|(?:[gs]et[ \t]+)?[\p{ID_Start}$_][\p{ID_Continue}$]*\s*[(<]))/uy;
/** What stands between `async` and where the declaration's own range starts. */
const beforeDeclaration =
  /\s*(?:(?:function(?:\s*\*\s*|\s+)|[gs]et\s+)(?=[\p{ID_Start}$_])|\*\s*(?=[\p{ID_Start}$_[]))?/uy;

/** Where the match of a sticky pattern ends that starts at an offset of a text, or -1. */
export function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

export function installAsyncSyntax(): void {
  hook<(this: Tokenizer, handling?: number, maxLength?: number) => number>(
    Tokenizer,
    "unsafeNext",
    0,
    (original) =>
      function (handling = IdentifierHandling.Default, maxLength = 0x7fffffff) {
        const session = sessionOf(this);
        for (;;) {
          const token = original.call(this, handling, maxLength);
          if (!session) return token;
          const { source } = this;
          if (token === Token.Identifier && handling === IdentifierHandling.Always) {
            if (matchAt(asyncMethod, source.text, this.pos) < 0) return token;
            this.pos += "async".length; // an identifier is read by the parser: `pos` is still at its start
          } else if (token !== Token.Async) return token;
          session.marksOf(source).async.add(matchAt(beforeDeclaration, source.text, this.pos));
        }
      },
  );

  hook<(this: Parser, tn: Tokenizer) => Expression | null>(
    Parser,
    "parseExpressionStart",
    1,
    (original) =>
      function (tn) {
        if (!sessionOf(this) || tn.peek(IdentifierHandling.Prefer) !== Token.Await) return original.call(this, tn);
        tn.next(IdentifierHandling.Prefer);
        const start = tn.tokenPos;
        const keyword = tn.range();
        const operand = this.parseExpression(tn, Precedence.UnaryPrefix);
        if (!operand) return null;
        return createAwait(operand, tn.range(start, tn.pos), keyword);
      },
  );
}
