// `using`: what follows it in its block is in a `try`, at whose end the object is disposed of. If both fail, the error of
// the disposal is thrown, as a `SuppressedError` that has the other one (ECMAScript's DisposeResources):
//
//   const x = e;
//   let ~failed: Error | null = null;
//   try { rest } catch (~error) { ~failed = ~error; throw ~error; }
//   finally {
//     try { disposal } catch (~error) { throw __suppress(~error, ~failed); }
//   }
import {
  Compiler,
  type Expression,
  type ExpressionRef,
  Node,
  type Statement,
  type VariableDeclaration,
  type VariableStatement,
} from "assemblyscript";
import { reportError } from "./diagnostics.js";
import { FlowFlags } from "./enums.js";
import { hook } from "./hooks.js";
import { type Session, sessionOf } from "./session.js";
import { Nodes } from "./syntax/nodes.js";
import { wellKnown } from "./syntax/symbols.js";
import { isUsing, type UsingStatement } from "./syntax/using.js";

const FAILED = "~failed";
const ERROR = "~error";

export function installDisposal(): void {
  hook<(this: Compiler, statements: Statement[], code?: ExpressionRef[] | null) => ExpressionRef[]>(
    Compiler,
    "compileStatements",
    1,
    (original) =>
      function (statements, code = null) {
        const session = sessionOf(this);
        const at = session ? statements.findIndex(isUsing) : -1;
        if (!session || at < 0) return original.call(this, statements, code);
        const [statement, ...rest] = statements.slice(at) as [UsingStatement, ...Statement[]];
        const [declaration, ...followed] = disposing(session, statement, rest) as [Statement, ...Statement[]];
        const compiled = original.call(this, [...statements.slice(0, at), declaration], code);
        if (this.currentFlow.isAny(FlowFlags.Terminates | FlowFlags.Breaks)) return compiled;
        return isDisposable(this, statement) ? original.call(this, followed, compiled) : compiled;
      },
  );

  hook<(this: Compiler, statement: VariableStatement) => ExpressionRef>(
    Compiler,
    "compileVariableStatement",
    1,
    (original) =>
      function (statement) {
        if (isUsing(statement)) {
          const message = "'using' is not allowed in 'case' or 'default' clauses unless in a block.";
          reportError(this, statement.range, message);
        }
        return original.call(this, statement);
      },
  );
}

/** Whether the constant that was just declared can be disposed of. */
function isDisposable(compiler: Compiler, { declarations, isAsync }: UsingStatement): boolean {
  const [{ name, initializer }] = declarations as [VariableDeclaration];
  const type = compiler.currentFlow.lookupLocal(name.text)?.type;
  if (!type) return false; // what is wrong was reported
  if (type.getClass()?.getMethod(isAsync ? wellKnown.asyncDispose : wellKnown.dispose)) return true;
  const [keyword, method] = isAsync ? ["await using", "asyncDispose"] : ["using", "dispose"];
  const message = `The initializer of a '${keyword}' declaration must be an object with a '[Symbol.${method}]()' method, or null.`;
  reportError(compiler, (initializer ?? name).range, message);
  return false;
}

/** The statements of the first declaration, with everything that follows it. */
function disposing(session: Session, statement: UsingStatement, rest: Statement[]): Statement[] {
  const { declarations, disposal, isAsync, range } = statement;
  const [declaration, ...others] = declarations;
  const [dispose, ...otherDisposals] = disposal;
  if (!declaration || !dispose) return rest; // a syntax error
  const nodes = new Nodes(declaration.range);
  if (others.length) {
    const next = Node.createVariableStatement(null, others, range);
    rest = [Object.assign(next, { disposal: otherDisposals, isAsync }), ...rest];
  }
  const rethrow = (value: Expression): Statement => {
    const node = Node.createThrowStatement(value, range);
    session.throws.rethrows.add(node);
    return node;
  };
  const error = Node.createIdentifierExpression(ERROR, range);
  const keep = nodes.run(nodes.assign(FAILED, nodes.name(ERROR)));
  const suppress = nodes.call(nodes.name("__suppress"), nodes.name(ERROR), nodes.name(FAILED));
  return [
    Node.createVariableStatement(null, [declaration], range),
    nodes.declare(FAILED, nodes.call(nodes.name("__no_error"))),
    Node.createTryStatement(
      rest,
      error,
      [keep, rethrow(nodes.name(ERROR))],
      [Node.createTryStatement([dispose], error, [rethrow(suppress)], null, range)],
      range,
    ),
  ];
}
