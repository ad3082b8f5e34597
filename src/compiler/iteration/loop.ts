// One `for...of` loop on its way to ordinary statements, and the contract of those who make these.
import { type Compiler, type Expression, type ForOfStatement, Node, type Statement, type Type } from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { elementName, patternOf, VALUE } from "../syntax/for-of.js";
import { Nodes } from "../syntax/nodes.js";

/** What is looped over, once it is evaluated. */
export const ITERABLE = "~iterable";

/** What of a collection a loop steps through: by default that is up to the collection. */
export type View = "entries" | "keys" | "values";

/**
 * How loops step through values of some types.
 * @returns statements that loop over the variable `~iterable`, or null if the type is not one of these
 */
export type Strategy = (loop: Loop, type: Type) => Statement | null;

export class Loop {
  /** Makes nodes that point at what is looped over. */
  readonly nodes: Nodes;
  private readonly pattern: number[] | null;

  constructor(
    readonly compiler: Compiler,
    readonly statement: ForOfStatement,
    readonly view: View | null,
  ) {
    this.nodes = new Nodes(statement.iterable.range);
    this.pattern = patternOf(statement);
  }

  get iterable(): Expression {
    return this.nodes.name(ITERABLE);
  }

  /** A step: the user's variable takes a value, and the user's statement follows. */
  step(value: Expression): Statement {
    const { nodes, pattern } = this;
    const elements = pattern?.map((index) =>
      nodes.declare(elementName(index), nodes.element(nodes.name(VALUE), nodes.number(index))),
    );
    return this.body(nodes.declare(VALUE, value), ...(elements ?? []));
  }

  /** A step whose value is a pair: null if the loop has no pattern that takes it apart. */
  stepPair(...pair: [Expression, Expression]): Statement {
    const { nodes, pattern, compiler } = this;
    if (!pattern) {
      const message = "The values of this loop are pairs: take them apart, as in 'for (const [key, value] of map)'.";
      reportError(compiler, this.statement.variable.range, message);
      return nodes.block();
    }
    const elements = pattern.map((index) => {
      if (!pair[index]) reportError(compiler, this.statement.variable.range, "The values of this loop are pairs.");
      return nodes.declare(elementName(index), pair[index] ?? pair[0]);
    });
    return this.body(...elements);
  }

  private body(...before: Statement[]): Statement {
    const { variable, body, range } = this.statement;
    return Node.createBlockStatement([...before, variable, body], range);
  }
}
