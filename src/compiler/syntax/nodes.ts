// Nodes of syntax that nobody wrote: what new syntax is expressed in. All of them point at the user's.
//
// Names start with `~`, which no name of the user does.
import { type Expression, Node, type Range, type Statement, type VariableStatement } from "assemblyscript";
import { CommonFlags, Token } from "../enums.js";

/** The compiler's 64-bit integers, as it makes them itself. */
const integer = (globalThis as unknown as { i64_new: (low: number, high: number) => never }).i64_new;

export class Nodes {
  constructor(readonly range: Range) {}

  name(text: string): Expression {
    return Node.createIdentifierExpression(text, this.range);
  }

  number(value: number): Expression {
    return Node.createIntegerLiteralExpression(integer(value, 0), this.range);
  }

  boolean(value: boolean): Expression {
    return value ? Node.createTrueExpression(this.range) : Node.createFalseExpression(this.range);
  }

  member(object: Expression, name: string): Expression {
    const property = Node.createIdentifierExpression(name, this.range);
    return Node.createPropertyAccessExpression(object, property, this.range);
  }

  element(object: Expression, index: Expression): Expression {
    return Node.createElementAccessExpression(object, index, this.range);
  }

  call(callee: Expression, ...args: Expression[]): Expression {
    return Node.createCallExpression(callee, null, args, this.range);
  }

  binary(left: Expression, operator: number, right: Expression): Expression {
    return Node.createBinaryExpression(operator, left, right, this.range);
  }

  assign(name: string, value: Expression): Expression {
    return this.binary(this.name(name), Token.Equals, value);
  }

  not(operand: Expression): Expression {
    return Node.createUnaryPrefixExpression(Token.Exclamation, operand, this.range);
  }

  /** `let name = value;` */
  declare(name: string, value: Expression): VariableStatement {
    const identifier = Node.createIdentifierExpression(name, this.range);
    const declaration = Node.createVariableDeclaration(identifier, null, CommonFlags.Let, null, value, this.range);
    return Node.createVariableStatement(null, [declaration], this.range);
  }

  run(expression: Expression): Statement {
    return Node.createExpressionStatement(expression);
  }

  block(...statements: Statement[]): Statement {
    return Node.createBlockStatement(statements, this.range);
  }

  when(condition: Expression, ...then: Statement[]): Statement {
    return Node.createIfStatement(condition, this.block(...then), null, this.range);
  }

  /** `for (initializer; condition; incrementor) body` */
  loop(
    initializer: Statement | null,
    condition: Expression,
    incrementor: Expression | null,
    body: Statement,
  ): Statement {
    return Node.createForStatement(initializer, condition, incrementor, body, this.range);
  }
}
