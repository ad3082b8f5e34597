// What runs a program: the call of its `main`.
//
//   export async function main(...)   in an entry file is followed by   function ~main() { __run_main(main(__main_args())) }
//
// With isolates it is
//
//   function ~main() { if (__is_isolate()) __run_main(__run_isolate()); else __run_main(main(__main_args())); }
//
// The start function calls that behind everything else (`modules/start.ts`).
import {
  type Expression,
  type FunctionDeclaration,
  Node,
  type Range,
  type Source,
  type Statement,
} from "assemblyscript";
import { answersRequests } from "./answers.js";
import { isToDo } from "./desugar.js";
import { ArrowKind, CommonFlags, NodeKind, SourceKind } from "./enums.js";
import type { Session } from "./session.js";

/** Name of the function that runs `main`. */
export const MAIN = "~main";

/** Adds what runs `main` to an entry file that exports it; nothing runs it where a host brings requests instead. */
export function addEntryPoint(session: Session, source: Source): void {
  if (answersRequests(session.program)) return;
  if (source.sourceKind !== SourceKind.UserEntry || !isToDo(session, source)) return;
  for (const statement of source.statements) {
    if (statement.kind !== NodeKind.FunctionDeclaration) continue;
    const fn = statement as FunctionDeclaration;
    if (fn.name.text !== "main" || !fn.is(CommonFlags.Export)) continue;
    const { range } = fn.name;
    const args = fn.signature.parameters.length ? [call("__main_args", [], range)] : [];
    const run = (main: Expression) => Node.createExpressionStatement(call("__run_main", [main], range));
    const program = run(call("main", args, range));
    const isIsolate = () => call("__is_isolate", [], range);
    const either = () => Node.createIfStatement(isIsolate(), run(call("__run_isolate", [], range)), program, range);
    source.statements.push(wrapped(session.usesIsolates ? either() : program, range));
    return;
  }
}

/** A function without parameters that executes a statement. */
function wrapped(statement: Statement, range: Range): FunctionDeclaration {
  const nothing = Node.createNamedType(Node.createSimpleTypeName("void", range), null, false, range);
  const signature = Node.createFunctionType([], nothing, null, false, range);
  const body = Node.createBlockStatement([statement], range);
  const name = Node.createIdentifierExpression(MAIN, range);
  return Node.createFunctionDeclaration(name, null, 0, null, signature, body, ArrowKind.None, range);
}

function call(name: string, args: Expression[], range: Range): Expression {
  return Node.createCallExpression(Node.createIdentifierExpression(name, range), null, args, range);
}
