// Syntax of `for await (const x of xs)`: a `for...of` loop that the session knows of.
import { type ForOfStatement, Parser, type Statement, type Tokenizer } from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { IdentifierHandling, NodeKind, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";

export function installForAwaitSyntax(): void {
  hook<(this: Parser, tn: Tokenizer) => Statement | null>(
    Parser,
    "parseForStatement",
    1,
    (original) =>
      function (tn) {
        const session = sessionOf(this);
        if (!session || tn.peek(IdentifierHandling.Prefer) !== Token.Await) return original.call(this, tn);
        const start = tn.tokenPos;
        tn.next(IdentifierHandling.Prefer);
        const loop = original.call(this, tn);
        if (loop?.kind === NodeKind.ForOf) session.awaitingLoops.set(loop as ForOfStatement, { site: null });
        else if (loop)
          reportError(this, tn.range(start, tn.pos), "A 'for await' loop steps with 'of' through an iterable.");
        return loop;
      },
  );
}
