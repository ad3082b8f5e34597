// Syntax of what is for values that may be null: `?.`, `??`, and the assignments `??=`, `||=` and `&&=`. The stock
// tokenizer knows none of them, and its parser has no place for more operators: to both they are one token at which an
// expression ends. Then it goes on with what was made of the expression so far.
//
//   a?.b.c(d)         optional(a; ~1.b.c(d))                  the whole chain is left out where `a` is null
//   a ?? b            coalesce(a; b)
//   a ??= b           a ?? (a = b)                            likewise `||=` and `&&=`
//   f().x ??= b       bind(f(); ~1.x ?? (~1.x = b))           what stands in front of the property is evaluated once
//
// Each is a comma expression to those who walk through the tree; `../optional/` compiles them.
import {
  type BinaryExpression,
  type ElementAccessExpression,
  type Expression,
  Node,
  Parser,
  type PropertyAccessExpression,
  Tokenizer,
} from "assemblyscript";
import { textOf } from "../closures/statements.js";
import { reportError } from "../diagnostics.js";
import { DiagnosticCode, IdentifierHandling, NodeKind, Precedence, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";
import { Nodes } from "./nodes.js";

/** What a comma expression stands for that nobody wrote: `left` and `right` are its two expressions. */
export type OptionalSyntax =
  /** `left`, or `right` where that is null: an assignment, of which `assigned` is the value, or anything else. */
  | { readonly kind: "coalesce"; readonly assigned: Expression | null }
  /** `right`, where `name` is `left`; where `left` is null, it is null as a whole if that is asked for. */
  | { readonly kind: "bind"; readonly name: string; readonly isOptional: boolean };

const operator = /\?\?=?|\?\.(?!\d)|\|\|=|&&=/y;

function operatorAt(text: string, at: number): string {
  operator.lastIndex = at;
  return operator.exec(text)?.[0] ?? "";
}

/** What the parser sees: a token that ends any expression. */
const END = Token.At;
const FIRST: ReadonlySet<number> = new Set([Token.Question, Token.Bar_Bar, Token.Ampersand_Ampersand]);

export function installOptionalSyntax(): void {
  hook<(this: Tokenizer, handling?: number, maxLength?: number) => number>(
    Tokenizer,
    "unsafeNext",
    0,
    (original) =>
      function (handling = IdentifierHandling.Default, maxLength = 0x7fffffff) {
        const token = original.call(this, handling, maxLength);
        if (!FIRST.has(token) || !sessionOf(this)) return token;
        const text = operatorAt(this.source.text, this.tokenPos);
        if (!text) return token;
        this.pos = this.tokenPos + text.length;
        return END;
      },
  );

  /** Expressions that are parsed in part, by their parsers. */
  const begun = new WeakMap<Parser, Expression>();

  hook<(this: Parser, tn: Tokenizer) => Expression | null>(
    Parser,
    "parseExpressionStart",
    1,
    (original) =>
      function (tn) {
        const expression = begun.get(this);
        begun.delete(this);
        return expression ?? original.call(this, tn);
      },
  );

  hook<(this: Parser, tn: Tokenizer, precedence?: number) => Expression | null>(
    Parser,
    "parseExpression",
    1,
    (original) =>
      function (tn, precedence = Precedence.Comma) {
        const session = sessionOf(this);
        let expression = original.call(this, tn, precedence);
        while (session && expression && tn.peek() === END) {
          const text = operatorAt(tn.source.text, tn.nextTokenPos);
          if (!text || precedenceOf(text) < precedence) break;
          tn.next();
          const rest = new OptionalParser(session, this, tn, (start) => {
            begun.set(this, start);
            return original.call(this, tn, Precedence.MemberAccess);
          });
          expression = rest.parse(text, expression);
          if (!expression) return null;
          begun.set(this, expression);
          expression = original.call(this, tn, precedence);
        }
        return expression;
      },
  );
}

function precedenceOf(text: string): number {
  if (text === "?.") return Precedence.MemberAccess;
  return text === "??" ? Precedence.LogicalOr : Precedence.Assignment;
}

class OptionalParser {
  constructor(
    private readonly session: Session,
    private readonly parser: Parser,
    private readonly tn: Tokenizer,
    /** Parses the rest of a member expression. */
    private readonly parseMembers: (start: Expression) => Expression | null,
  ) {}

  /** Behind an operator. */
  parse(text: string, left: Expression): Expression | null {
    if (text === "?.") return this.parseChain(left);
    return text === "??" ? this.parseCoalesce(left) : this.parseAssignment(text, left);
  }

  private make(syntax: OptionalSyntax, left: Expression, right: Expression): Expression {
    const range = this.tn.range(left.range.start, this.tn.pos);
    const node = Node.createCommaExpression([left, right], range);
    this.session.optionals.set(node, syntax);
    return node;
  }

  private bind(left: Expression, isOptional: boolean, right: (bound: () => Expression) => Expression | null) {
    const name = `~${this.session.nextBinding()}`;
    const rest = right(() => Node.createIdentifierExpression(name, left.range));
    return rest && this.make({ kind: "bind", name, isOptional }, left, rest);
  }

  private parseChain(left: Expression): Expression | null {
    const chain = this.bind(left, true, (bound) => {
      const first = this.parseFirst(bound());
      return first && this.parseMembers(first);
    });
    const next = this.tn.peek();
    if (chain && next >= Token.Equals && next <= Token.Caret_Equals) {
      const message = "The left-hand side of an assignment expression may not be an optional property access.";
      reportError(this.parser, chain.range, message);
    }
    return chain;
  }

  /** Behind `?.`: a name, an index or arguments, and calls of that. */
  private parseFirst(object: Expression): Expression | null {
    const { tn, parser } = this;
    const { start } = object.range;
    const calls = parser as unknown as {
      maybeParseCallExpression(tn: Tokenizer, callee: Expression, isGeneric?: boolean): Expression;
    };
    if (tn.skip(Token.OpenBracket)) {
      const index = parser.parseExpression(tn);
      if (!index) return null;
      if (!tn.skip(Token.CloseBracket)) {
        parser.error(DiagnosticCode._0_expected, tn.range(), "]");
        return null;
      }
      const element = Node.createElementAccessExpression(object, index, tn.range(start, tn.pos));
      return calls.maybeParseCallExpression(tn, element);
    }
    if (tn.peek() === Token.OpenParen) return calls.maybeParseCallExpression(tn, object);
    tn.skip(Token.Dot); // what a well-known symbol in brackets starts with
    if (!tn.skipIdentifier(IdentifierHandling.Always)) {
      parser.error(DiagnosticCode.Identifier_expected, tn.range(tn.pos));
      return null;
    }
    const name = Node.createIdentifierExpression(tn.readIdentifier(), tn.range());
    const member = Node.createPropertyAccessExpression(object, name, tn.range(start, tn.pos));
    return calls.maybeParseCallExpression(tn, member, true);
  }

  private parseCoalesce(left: Expression): Expression | null {
    const right = this.parser.parseExpression(this.tn, Precedence.LogicalOr + 1);
    if (!right) return null;
    const next = this.tn.peek();
    if (isLogical(left) || isLogical(right) || next === Token.Bar_Bar || next === Token.Ampersand_Ampersand) {
      const message = "'||' and '&&' cannot be mixed with '??' without parentheses.";
      reportError(this.parser, this.tn.range(left.range.start, right.range.end), message);
    }
    return this.make({ kind: "coalesce", assigned: null }, left, right);
  }

  private parseAssignment(text: string, target: Expression): Expression | null {
    const value = this.parser.parseExpression(this.tn, Precedence.Assignment);
    if (!value) return null;
    const assign = (copy: () => Expression): Expression => {
      const nodes = new Nodes(this.tn.range(target.range.start, this.tn.pos));
      const assignment = nodes.binary(copy(), Token.Equals, value);
      if (text === "??=") {
        const right = Node.createParenthesizedExpression(assignment, nodes.range);
        return this.make({ kind: "coalesce", assigned: value }, copy(), right);
      }
      return nodes.binary(copy(), text === "||=" ? Token.Bar_Bar : Token.Ampersand_Ampersand, assignment);
    };
    switch (target.kind) {
      case NodeKind.Identifier:
        return assign(() => Node.createIdentifierExpression(textOf(target), target.range));
      case NodeKind.PropertyAccess: {
        const { expression, property } = target as PropertyAccessExpression;
        return this.onceObject(expression, (object) =>
          assign(() => Node.createPropertyAccessExpression(object(), property, target.range)),
        );
      }
      case NodeKind.ElementAccess: {
        const { expression, elementExpression } = target as ElementAccessExpression;
        return this.onceObject(expression, (object) =>
          this.bind(elementExpression, false, (index) =>
            assign(() => Node.createElementAccessExpression(object(), index(), target.range)),
          ),
        );
      }
    }
    const message = "The left-hand side of an assignment expression must be a variable or a property access.";
    reportError(this.parser, target.range, message);
    return null;
  }

  /** Lets the object of an access be used several times though it is evaluated once. */
  private onceObject(object: Expression, use: (copy: () => Expression) => Expression | null): Expression | null {
    const { kind, range } = object;
    if (kind === NodeKind.This) return use(() => Node.createThisExpression(range));
    if (kind === NodeKind.Identifier) return use(() => Node.createIdentifierExpression(textOf(object), range));
    return this.bind(object, false, use);
  }
}

/** Whether an expression is `a || b` or `a && b`, without parentheses. */
function isLogical(expression: Expression): boolean {
  if (expression.kind !== NodeKind.Binary) return false;
  const { operator } = expression as BinaryExpression;
  return operator === Token.Bar_Bar || operator === Token.Ampersand_Ampersand;
}
