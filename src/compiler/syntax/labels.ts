// Syntax of labels. A labelled statement becomes a block that has the label, and what is left by `continue` another one:
//
//   outer: for (...) body        { outer: { for (...) { outer (continue): { body } } } }
//
// So `break outer` and `continue outer` both leave a block (`../labels.ts`). Each stands in a plain one, of which the
// compiler may take the statements out.
import {
  type BlockStatement,
  type DoStatement,
  type ForOfStatement,
  type ForStatement,
  type IdentifierExpression,
  Node,
  Parser,
  type Range,
  type Statement,
  type Tokenizer,
  type WhileStatement,
} from "assemblyscript";
import { IdentifierHandling, NodeKind, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";

/** What a block with a label is. */
export interface Label {
  readonly name: string;
  /** Where the name is. */
  readonly range: Range;
  /** Which jumps leave the block. */
  readonly jump: "break" | "continue";
  /** The loop that has the label, if a loop has it. */
  readonly loop: Loop | null;
}

type Loop = ForStatement | ForOfStatement | WhileStatement | DoStatement;

export function installLabelSyntax(): void {
  hook<(this: Parser, tn: Tokenizer, topLevel?: boolean) => Statement | null>(
    Parser,
    "parseStatement",
    1,
    (original) =>
      function (tn, topLevel = false) {
        const session = sessionOf(this);
        const name = session && parseLabel(tn);
        if (!name) return original.call(this, tn, topLevel);
        const statement = this.parseStatement(tn, topLevel);
        return statement && labelled(session, name, statement);
      },
  );
}

/** At the start of a statement: the name of a label, or null if there is none. */
function parseLabel(tn: Tokenizer): IdentifierExpression | null {
  if (tn.peek(IdentifierHandling.Prefer) !== Token.Identifier) return null;
  const state = tn.mark();
  tn.skipIdentifier();
  const name = Node.createIdentifierExpression(tn.readIdentifier(), tn.range());
  if (tn.skip(Token.Colon)) {
    tn.discard(state);
    return name;
  }
  tn.reset(state);
  return null;
}

function labelled(session: Session, { text: name, range }: IdentifierExpression, statement: Statement): Statement {
  const loop = loopOf(session, statement);
  if (loop) loop.body = blockWith(session, { name, range, jump: "continue", loop }, loop.body);
  return blockWith(session, { name, range, jump: "break", loop }, statement);
}

/** The loop that a statement is, behind its labels. */
function loopOf(session: Session, statement: Statement): Loop | null {
  switch (statement.kind) {
    case NodeKind.For:
    case NodeKind.ForOf:
    case NodeKind.While:
    case NodeKind.Do:
      return statement as Loop;
    case NodeKind.Block: {
      const [block] = (statement as BlockStatement).statements;
      const label = block && session.labels.get(block);
      return label?.jump === "break" ? label.loop : null;
    }
    default:
      return null;
  }
}

function blockWith(session: Session, label: Label, statement: Statement): Statement {
  const block = Node.createBlockStatement([statement], statement.range);
  session.labels.set(block, label);
  return Node.createBlockStatement([block], statement.range);
}
