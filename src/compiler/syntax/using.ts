// Syntax of `using` and `await using` (ECMAScript's explicit resource management). The declaration of a constant carries
// the statement that disposes of it, so that those who walk through the tree see the `await` in there:
//
//   using x = e;           const x = e;   disposal:  if (x !== null) x[Symbol.dispose]();
//   await using x = e;     const x = e;   disposal:  if (x !== null) await x[Symbol.asyncDispose](); else await 0;
//
// `../disposal.ts` lets the rest of the block be followed by that.
import { Node, Parser, type Statement, type Tokenizer, type VariableStatement } from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { CommonFlags, IdentifierHandling, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";
import { createAwait } from "./async.js";
import { Nodes } from "./nodes.js";
import { wellKnown } from "./symbols.js";

/** `using x = e` */
export interface UsingStatement extends VariableStatement {
  /** Dispose of the constants, one for each of the declarations. */
  readonly disposal: Statement[];
  readonly isAsync: boolean;
}

export function isUsing(node: Node): node is UsingStatement {
  return "disposal" in node;
}

const using = /(await\s+)?using[ \t]+[\p{ID_Start}$_][\p{ID_Continue}$]*\s*[:=]/uy;

export function installUsingSyntax(): void {
  hook<(this: Parser, tn: Tokenizer, topLevel?: boolean) => Statement | null>(
    Parser,
    "parseStatement",
    1,
    (original) =>
      function (tn, topLevel = false) {
        if (!sessionOf(this)) return original.call(this, tn, topLevel);
        const token = tn.peek(IdentifierHandling.Prefer);
        if (token !== Token.Identifier && token !== Token.Await) return original.call(this, tn, topLevel);
        using.lastIndex = tn.nextTokenPos;
        const match = using.exec(tn.source.text);
        return match ? parseUsing(this, tn, Boolean(match[1])) : original.call(this, tn, topLevel);
      },
  );

  hook<(this: Parser, tn: Tokenizer, namespace?: Node | null) => Statement | null>(
    Parser,
    "parseTopLevelStatement",
    1,
    (original) =>
      function (tn, namespace = null) {
        const statement = original.call(this, tn, namespace);
        if (statement && isUsing(statement)) {
          reportError(this, statement.range, "'using' needs a block around it, at whose end it disposes.");
        }
        return statement;
      },
  );
}

/** In front of `using` or `await using`. */
function parseUsing(parser: Parser, tn: Tokenizer, isAsync: boolean): UsingStatement | null {
  tn.next(IdentifierHandling.Prefer);
  const start = tn.tokenPos;
  if (isAsync) tn.next(IdentifierHandling.Prefer);
  tn.readIdentifier();
  const statement = parser.parseVariable(tn, CommonFlags.Const, null, start);
  if (!statement) return null;
  const disposal = statement.declarations.map(({ name, range }) => disposalOf(name.text, isAsync, new Nodes(range)));
  return Object.assign(statement, { disposal, isAsync });
}

function disposalOf(name: string, isAsync: boolean, nodes: Nodes): Statement {
  const { range } = nodes;
  const isThere = nodes.binary(nodes.name(name), Token.Exclamation_Equals_Equals, Node.createNullExpression(range));
  const call = nodes.call(nodes.member(nodes.name(name), isAsync ? wellKnown.asyncDispose : wellKnown.dispose));
  if (!isAsync) return nodes.when(isThere, nodes.run(call));
  const dispose = nodes.block(nodes.run(createAwait(call, range)));
  const wait = nodes.block(nodes.run(createAwait(nodes.number(0), range)));
  return Node.createIfStatement(isThere, dispose, wait, range);
}
